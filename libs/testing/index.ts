export * from './given-when-then';
export * from './read-model-spec';
export * from './test-database';
export * from './read-model-property';
export * from './tally';
export * from './until';
export * from './chain';
export * from './event-store-contract';
