export * from './claim';
export * from './log-engine';
export * from './run-file';
