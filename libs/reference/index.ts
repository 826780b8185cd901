export * from './compatibility';
export * from './explore';
export * from './fields';
export * from './json-schema';
export * from './released-contracts';
export * from './sample-values';
export * from './stored-samples';
