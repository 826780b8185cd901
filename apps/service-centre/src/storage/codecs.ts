export * from './codecs-of-cases';
export * from './codecs-of-known-talents';
export * from './codecs-of-registers';
