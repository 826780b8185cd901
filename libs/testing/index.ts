export * from './given-when-then';
export * from './read-model-spec';
