export * from './cloud-event';
export * from './consumer';
export * from './contract';
export * from './effects';
export * from './judge-message';
export * from './message-bus';
export * from './relay';
