export * from './rebuild-candidate';
export * from './rebuild-progress';
export * from './rebuild-record';
export * from './rebuild-requests';
export * from './rebuilder';
