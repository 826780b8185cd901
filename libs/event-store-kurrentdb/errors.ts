import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
} from '@eventstore/db-client';
import { EventTooLarge, StoreUnavailable } from '@talentloop/event-sourcing';

/** After each of these the same may be asked again, though an append may have taken place. */
const OUTAGES = [
  UnavailableError,
  DeadlineExceededError,
  CancelledError,
  TimeoutError,
  NotLeaderError,
];

/** What the client throws as plain errors when a cluster, or the channel it had, is gone. */
const OUTAGE_TEXTS = /^Failed to discover|^Channel has been shut down|Channel has been closed/;

const isOutage = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  OUTAGES.some((type) => error instanceof type) ||
  (error instanceof Error && OUTAGE_TEXTS.test(error.message));

/** The client's error in the words of the port; `doing` says what was tried: `append to talent-1`. */
export const storeError = (error: unknown, doing: string): Error => {
  if (error instanceof StoreUnavailable) return error;
  const cause = { cause: error };
  if (isOutage(error)) return new StoreUnavailable(`EventStoreDB did not answer: ${doing}`, cause);
  if (error instanceof AccessDeniedError) {
    const who = 'the user of the connection string';
    return new Error(`EventStoreDB denied ${who} to ${doing}; reading $all needs $admins`, cause);
  }
  if (error instanceof MaxAppendSizeExceededError) {
    return new EventTooLarge(`EventStoreDB's MaxAppendSize is too small: ${doing}`, cause);
  }
  if (error instanceof StreamDeletedError) {
    return new Error(`somebody deleted a stream in EventStoreDB: ${doing}`, cause);
  }
  return new Error(`EventStoreDB failed: ${doing}`, cause);
};
