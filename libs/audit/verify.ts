import {
  type ChainEnd,
  partsOf,
  type Position,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { LRUCache } from 'lru-cache';
import { BEGINNING, type Flaw, flawOf, linkFlawOf } from './chain';
import type { LogReader } from './log-reader';

/** The first flaw in a log, in its order. */
interface Broken {
  readonly service: string;
  /** The position of the event with the flaw, or of the missing event if a position is missing. */
  readonly position: Position;
  /** Absent for an event that is missing. */
  readonly stream?: string;
  readonly revision?: number;
  readonly kind: Flaw;
}

export interface Verification {
  /** How many events were checked. In a broken log, those before the flaw. */
  readonly events: number;
  readonly ok: boolean;
  readonly firstBroken?: Broken;
}

export interface VerifyOptions {
  /**
   * A stream category. With it, only the events of this category are checked by themselves; the
   * order of the whole log is checked too.
   */
  readonly category?: string | undefined;
  /** Whether the log's positions have no gaps, so that each gap is a flaw; true by default. */
  readonly gapless?: boolean | undefined;
  /**
   * The furthest position that a follower has reached. A log that ends before it has lost its end.
   */
  readonly furthest?: (() => Promise<Position>) | undefined;
  readonly batch?: number;
  /**
   * For how many streams the last hash stays in memory; others are read again. About 250 bytes
   * each.
   */
  readonly streamsMax?: number;
}

const BATCH = 1_000;
const STREAMS_MAX = 200_000;

/**
 * Reads the whole log once and computes again what it claims: each hash, each stream's chain and
 * revisions, positions without gaps (if the store has none), commits in order, and an end that is
 * not before the position that a follower has reached. Names the first flaw. Memory does not grow
 * with the log.
 */
export const verifyLog = async (
  service: string,
  store: LogReader,
  options: VerifyOptions = {},
): Promise<Verification> => {
  // This is read first, because followers move on while the log is read.
  const furthest = (await options.furthest?.()) ?? 0;
  const head = await store.head();
  const limit = options.batch ?? BATCH;
  const judge = new Judge(store, options);
  const page = (after: Position): Promise<readonly StoredEvent[]> => {
    const events = store.readAll({ after, limit, upTo: head });
    events.catch(() => undefined); // The caller that awaits this page gets the error.
    return events;
  };
  let next = page(0);
  let after = 0;
  while (after < head) {
    const events = await next;
    const last = events.at(-1);
    // The next page is fetched while this one is hashed.
    if (last && last.position < head) next = page(last.position);
    for (const event of events) {
      const broken = await judge.flawOf(event);
      if (!broken) continue;
      return { events: judge.checked, ok: false, firstBroken: { service, ...broken } };
    }
    if (!last) {
      const firstBroken: Broken = { service, position: after + 1, kind: 'position-gap' };
      return { events: judge.checked, ok: false, firstBroken };
    }
    after = last.position;
  }
  if (furthest > head) {
    const firstBroken: Broken = { service, position: head + 1, kind: 'position-gap' };
    return { events: judge.checked, ok: false, firstBroken };
  }
  return { events: judge.checked, ok: true };
};

/** Verifies one stream. Undefined if it has no events. */
export const verifyStream = async (
  service: string,
  store: LogReader,
  stream: string,
): Promise<Verification | undefined> => {
  const events = await store.readStream(stream);
  if (events.length === 0) return undefined;
  let end = BEGINNING;
  for (const [checked, event] of events.entries()) {
    const kind = flawOf(event) ?? linkFlawOf(end, event);
    if (kind) return { events: checked, ok: false, firstBroken: { service, ...at(event), kind } };
    end = event;
  }
  return { events: events.length, ok: true };
};

const at = ({ position, stream, revision }: StoredEvent) => ({ position, stream, revision });

/** Checks the events of a log in its order. */
class Judge {
  checked = 0;
  private previous: Pick<StoredEvent, 'position' | 'committedAt'> = {
    position: 0,
    committedAt: '',
  };
  private readonly ends: LRUCache<string, ChainEnd>;
  private forgot = false;

  constructor(
    private readonly store: LogReader,
    private readonly options: VerifyOptions,
  ) {
    this.ends = new LRUCache({
      max: options.streamsMax ?? STREAMS_MAX,
      dispose: (_end, _stream, reason) => {
        if (reason === 'evict') this.forgot = true;
      },
    });
  }

  async flawOf(event: StoredEvent): Promise<Omit<Broken, 'service'> | undefined> {
    const { position, committedAt } = this.previous;
    const { category, gapless = true } = this.options;
    if (gapless && event.position > position + 1)
      return { position: position + 1, kind: 'position-gap' };
    if (event.position <= position) return { ...at(event), kind: 'position-gap' };
    if (event.committedAt < committedAt) return { ...at(event), kind: 'time-reversed' };
    this.previous = { position: event.position, committedAt: event.committedAt };
    if (category !== undefined && partsOf(event.stream).category !== category) return undefined;
    const kind = flawOf(event) ?? linkFlawOf(await this.endBefore(event), event);
    if (kind) return { ...at(event), kind };
    this.ends.set(event.stream, { revision: event.revision, hash: event.hash });
    this.checked += 1;
    return undefined;
  }

  /**
   * The end of the stream before the event, from memory, or read again if memory no longer has it.
   */
  private async endBefore(event: StoredEvent): Promise<ChainEnd> {
    const known = this.ends.get(event.stream);
    if (known || !this.forgot) return known ?? BEGINNING;
    const stored = await this.store.readStream(event.stream, Math.max(0, event.revision - 1));
    return stored.filter((each) => each.position < event.position).at(-1) ?? BEGINNING;
  }
}
