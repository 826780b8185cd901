export * from './claim';
export * from './run-file';
