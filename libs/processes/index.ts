export * from './carry-out';
export * from './deadline-poller';
export * from './follow-ups';
export * from './leadership';
export * from './process-runner';
export * from './steps';
