export * from './case.closed.v1';
export * from './case.opened.v1';
export * from './case.resolved.v1';
export * from './case.transferred.v1';
