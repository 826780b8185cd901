export * from './language';
export * from './local-time';
