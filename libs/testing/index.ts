export * from './given-when-then';
export * from './read-model-spec';
export * from './test-database';
