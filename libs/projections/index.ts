export * from './fold-batch';
export * from './make-tables';
export * from './moved-log';
export * from './projection-runner';
export * from './read-model-progress';
export * from './read-model-table';
export * from './table-names';
