import type { EnvelopedEvent, Instant, Position, StoredEvent } from './event';

/** What a request was answered, kept so that the same request again is answered the same. */
export interface ClaimAnswer {
  readonly status: number;
  readonly body: object;
}

/**
 * One idempotent request, kept at least 24 hours. Without an answer it is reserved: the request has
 * begun, and whoever repeats it with the same digest finishes the same work under the same ids.
 */
export interface Claim {
  readonly commandId: string;
  /** Keyed digest of the canonical body. */
  readonly digest: string;
  readonly answer?: ClaimAnswer;
}

/** `expectedRevision` of a stream that must not exist yet. */
export const NO_STREAM = -1;

export interface AppendRequest {
  readonly stream: string;
  /** The revision of the stream's last event, or NO_STREAM. Never "any". */
  readonly expectedRevision: number;
  /** At least one, revisions contiguous from expectedRevision + 1, all of `stream`. */
  readonly events: readonly EnvelopedEvent[];
  /** Kept in the same transaction; an existing reservation with the same digest is completed. */
  readonly claim?: Claim;
}

/** Where several apply, the first of claimed, duplicate, conflict is answered. */
export type AppendResult =
  /** `position` is the last event's; those before it hold the positions just below. */
  | { readonly outcome: 'appended'; readonly position: Position; readonly committedAt: Instant }
  /**
   * The stream is not where the caller thought, or ends in another event than the one that the
   * first `previousHash` names (the append it was built on has failed); nothing was written.
   */
  | { readonly outcome: 'conflict'; readonly revision: number }
  /** An event with one of these ids is there already (the same command); nothing was written. */
  | { readonly outcome: 'duplicate' }
  /** Another body, or an answer, stands under the claim's id; nothing was written. */
  | { readonly outcome: 'claimed'; readonly claim: Claim };

export interface ReadAllOptions {
  /** Exclusive; 0 from the beginning. */
  readonly after: Position;
  /** At most this many events. */
  readonly limit: number;
  /** Exclusive bound on `committedAt`, and inclusive on position: reads the past. */
  readonly upTo?: Position;
}

export interface SubscribeOptions {
  readonly after: Position;
  readonly batchSize: number;
  readonly signal: AbortSignal;
}

/**
 * The log of one service: append-only, ordered, the only truth. Every adapter passes the contract
 * suite in libs/testing. Any method throws `StoreUnavailable` when the store cannot be reached.
 */
export interface EventStore {
  append(request: AppendRequest): Promise<AppendResult>;
  /**
   * Events of one stream from revision `from` (default 0), oldest first; none if it does not exist.
   */
  readStream(stream: string, from?: number): Promise<readonly StoredEvent[]>;
  /** Events of a stream that this command appended, oldest first. */
  readCommand(stream: string, commandId: string): Promise<readonly StoredEvent[]>;
  /** A page of the log in its order. Never shows an event before one that precedes it. */
  readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]>;
  /** The last position, 0 when empty. */
  head(): Promise<Position>;
  /** The last position committed at or before the instant: what "as of" means. */
  positionAt(at: Instant): Promise<Position>;
  /**
   * Batches in the log's order, forever, each non-empty and at most `batchSize`, starting after
   * `after` and waiting for new events; ends without an error when `signal` aborts. It outlives an
   * outage of the store: it goes on where it was once the store is back.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]>;
  findClaim(commandId: string): Promise<Claim | undefined>;
  /**
   * Keeps a claim outside an append (nothing changed, or a request of several steps begins).
   * Answers what stands now.
   */
  keepClaim(claim: Claim): Promise<Claim>;
  /** Drops a reservation whose request was refused; an answered claim stays. */
  releaseClaim(commandId: string): Promise<void>;
}

/** An event's `data` may be this long, in bytes of UTF-8. */
export const EVENT_BYTES_MAX = 1_048_576;

/** One append may have so many events: a command that wants more is not one decision. */
export const APPEND_EVENTS_MAX = 500;

/** The `data` and `metadata` of one append may be this long together, in bytes of UTF-8. */
export const APPEND_BYTES_MAX = 4_194_304;

/** Nothing of the append was written: an event is longer than EVENT_BYTES_MAX. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
}

/** Nothing was written: more than APPEND_EVENTS_MAX events, or than APPEND_BYTES_MAX bytes. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/** The store cannot be reached or is overloaded; HTTP answers 503 with Retry-After. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
}
