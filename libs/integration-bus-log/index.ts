export * from './disturbance';
export * from './log-bus';
export * from './trim-messages';
