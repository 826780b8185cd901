import { StoreUnavailable, TooManyConflicts } from '@talentloop/event-sourcing';
import { isTransient } from './index';

it.each([
  [new StoreUnavailable('PostgreSQL did not answer'), true],
  [new TooManyConflicts('unit-1 changed 200 times in a row'), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new TypeError('an append needs at least one event'), false],
  ['a text', false],
])('%s may pass by itself: %s', (error, transient) => {
  expect(isTransient(error)).toBe(transient);
});
