import { hashOf, type Position, type StoredEvent } from '@talentloop/event-sourcing';

/** The first flaw in a log, as its readers find it. */
export interface Broken {
  /** The missing position, or the position whose event is not what was written. */
  readonly position: Position;
  readonly kind: 'gap' | 'hash' | 'chain';
}

export interface LogGuardOptions {
  /** Whether positions have no gaps; true for a log in PostgreSQL. */
  readonly gapless: boolean;
  /** Whether to compute every hash again. False only for measurements. */
  readonly hashes: boolean;
  /**
   * For how many streams the guard remembers the last hash, to follow chains from batch to batch.
   */
  readonly streamsMax?: number;
}

const whole = new WeakSet<StoredEvent>();

/**
 * An event in memory does not change, so the followers that share it compute its hash only once.
 */
const isWhole = (event: StoredEvent): boolean => {
  if (whole.has(event)) return true;
  if (hashOf(event) !== event.hash) return false;
  whole.add(event);
  return true;
};

/**
 * Checks the batches of a follower: no position is missing, every hash is the hash of its event,
 * and every event follows the one before it in its stream, as far back as the guard remembers.
 */
export class LogGuard {
  private readonly ends = new Map<string, { revision: number; hash: string }>();

  constructor(private readonly options: LogGuardOptions) {}

  /**
   * How many events of the batch, which begins after `after`, are sound, and the flaw after them.
   */
  check(after: Position, batch: readonly StoredEvent[]): { sound: number; broken?: Broken } {
    let previous = after;
    for (const [index, event] of batch.entries()) {
      const kind = this.flaw(previous, event);
      if (kind) {
        const position = kind === 'gap' ? previous + 1 : event.position;
        return { sound: index, broken: { position, kind } };
      }
      previous = event.position;
    }
    return { sound: batch.length };
  }

  /** Forgets the chains, because the follower begins at another position. */
  reset(): void {
    this.ends.clear();
  }

  private flaw(previous: Position, event: StoredEvent): Broken['kind'] | undefined {
    if (event.position <= previous) return 'chain';
    if (this.options.gapless && event.position !== previous + 1) return 'gap';
    if (!this.options.hashes) return undefined;
    if (!isWhole(event)) return 'hash';
    const end = this.ends.get(event.stream);
    if (end && (end.revision + 1 !== event.revision || end.hash !== event.previousHash)) {
      return 'chain';
    }
    this.remember(event);
    return undefined;
  }

  private remember({ stream, revision, hash }: StoredEvent): void {
    this.ends.delete(stream);
    this.ends.set(stream, { revision, hash });
    if (this.ends.size <= (this.options.streamsMax ?? 20_000)) return;
    const [oldest] = this.ends.keys();
    if (oldest !== undefined) this.ends.delete(oldest);
  }
}
