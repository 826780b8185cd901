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

/** After these errors the caller may try again, although the server may have stored the append. */
const OUTAGES = [
  UnavailableError,
  DeadlineExceededError,
  CancelledError,
  TimeoutError,
  NotLeaderError,
];

/**
 * The texts of the plain errors that the client throws when it has lost a cluster or its channel.
 */
const OUTAGE_TEXTS = /^Failed to discover|^Channel has been shut down|Channel has been closed/;

const isOutage = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  OUTAGES.some((type) => error instanceof type) ||
  (error instanceof Error && OUTAGE_TEXTS.test(error.message));

/**
 * Converts an error of the client to an error of the port. `doing` says what the adapter tried,
 * such as `append to talent-1`.
 */
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
    return new Error(`a stream was deleted in EventStoreDB: ${doing}`, cause);
  }
  return new Error(`EventStoreDB failed: ${doing}`, cause);
};
