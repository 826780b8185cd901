import type { Instant, Position, StoredEvent } from './event';
import type { Claim, EventStore } from './event-store';

/** A claim as it rests, with when it was kept and which events it answers for. */
export interface KeptClaim extends Claim {
  readonly keptAt: Instant;
  readonly stream?: string;
  readonly revision?: number;
}

export interface Restoration {
  /** Where this log ends now; 0 when it is empty. */
  readonly after: Position;
  /** Stored events of another log, in its order; their positions there mean nothing here. */
  readonly events: readonly StoredEvent[];
}

/** A log that can be taken to another store: what that asks beyond the port of those who use it. */
export interface MovableLog extends EventStore {
  /** The event at exactly that position. */
  at(position: Position): Promise<StoredEvent | undefined>;
  /**
   * Appends events as they are, each where its stream ends: same ids, texts, hashes and order, and
   * the same `committedAt` where the store keeps one. Answers where the log ends then. When it
   * throws, none or the first few are stored.
   * @throws RestoreConflict when the log, or one of the streams, does not end where they go on.
   */
  restore(restoration: Restoration): Promise<Position>;
  /** All claims, in pages. */
  keptClaims(): AsyncIterable<readonly KeptClaim[]>;
  /** Keeps claims of another log; those whose id is there already stay as they are. */
  restoreClaims(claims: readonly KeptClaim[]): Promise<void>;
}

/** Somebody else writes to the log that is being restored. */
export class RestoreConflict extends Error {
  override readonly name = 'RestoreConflict';
}
