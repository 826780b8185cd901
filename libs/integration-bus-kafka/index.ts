export * from './access-rules';
export * from './connection';
export * from './kafka-bus';
export * from './topics';
