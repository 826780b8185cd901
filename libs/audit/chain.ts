import {
  type ChainEnd,
  FIRST_PREVIOUS_HASH,
  hashOf,
  NO_STREAM,
  type StoredEvent,
} from '@talentloop/event-sourcing';

/**
 * What is wrong with a stored event. Its hash differs from the hash of its content; it does not
 * follow the event before it in its stream, by hash or by number; a position before it is missing
 * or comes twice; it was committed before the event before it; or its content is not JSON although
 * its hash is right.
 */
export type Flaw =
  | 'hash-mismatch'
  | 'chain-broken'
  | 'revision-gap'
  | 'position-gap'
  | 'time-reversed'
  | 'unreadable';

export const BEGINNING: ChainEnd = { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

/** Returns what is wrong with an event by itself, as stored. */
export const flawOf = (event: StoredEvent): Flaw | undefined => {
  if (hashOf(event) !== event.hash) return 'hash-mismatch';
  return isObject(event.data) && isObject(event.metadata) ? undefined : 'unreadable';
};

/** Returns what is wrong between an event and the end of its stream before it. */
export const linkFlawOf = (end: ChainEnd, event: StoredEvent): Flaw | undefined => {
  if (event.revision !== end.revision + 1) return 'revision-gap';
  return event.previousHash === end.hash ? undefined : 'chain-broken';
};
