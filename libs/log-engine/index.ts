export * from './log-engine';
