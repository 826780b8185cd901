export * from './caller';
export * from './exemplary-bodies';
export * from './start-for-test';
