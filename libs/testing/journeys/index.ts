export * from './caller';
export * from './start-for-test';
