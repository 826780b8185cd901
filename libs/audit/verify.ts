import {
  type ChainEnd,
  partsOf,
  type Position,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { LRUCache } from 'lru-cache';
import { BEGINNING, type Flaw, flawOf, linkFlawOf } from './chain';
import type { LogReader } from './log-reader';

/** The first thing wrong with a log, in its order. */
export interface Broken {
  readonly service: string;
  /** Of the event at fault; of the one that is missing when a position is skipped. */
  readonly position: Position;
  /** Unknown of an event that is missing. */
  readonly stream?: string;
  readonly revision?: number;
  readonly kind: Flaw;
}

export interface Verification {
  /** How many events were checked; of a broken log, those before the break. */
  readonly events: number;
  readonly ok: boolean;
  readonly firstBroken?: Broken;
}

export interface VerifyOptions {
  /** The stream category; its events are judged, and the order of the whole log around them. */
  readonly category?: string | undefined;
  /** Whether the log's positions have no holes, so that each hole is a flaw; default true. */
  readonly gapless?: boolean | undefined;
  /** How far somebody has once read it: a log that ends before has lost its end. */
  readonly furthest?: (() => Promise<Position>) | undefined;
  readonly batch?: number;
  /** How many streams' ends are kept in memory; others are read again. About 250 bytes each. */
  readonly streamsMax?: number;
}

const BATCH = 1_000;
const STREAMS_MAX = 200_000;

/**
 * Reads the whole log once and recomputes what it claims: each hash, each stream's chain and numbers,
 * positions without a hole (where the store has none), commits in order, and no end before where
 * somebody has read it. Names the first flaw. Memory does not grow with the log.
 */
export const verifyLog = async (
  service: string,
  store: LogReader,
  options: VerifyOptions = {},
): Promise<Verification> => {
  // Asked first, for followers go on while the log is read.
  const furthest = (await options.furthest?.()) ?? 0;
  const head = await store.head();
  const limit = options.batch ?? BATCH;
  const judge = new Judge(store, options);
  const page = (after: Position): Promise<readonly StoredEvent[]> => {
    const events = store.readAll({ after, limit, upTo: head });
    // Whoever awaits it hears of it; a page that nobody needs does not matter.
    events.catch(() => undefined);
    return events;
  };
  let next = page(0);
  let after = 0;
  while (after < head) {
    const events = await next;
    const last = events.at(-1);
    // The next page is on its way while this one is hashed.
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

/** The same for one stream alone; undefined when it has no events. */
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

/** Judges the events of a log in its order. */
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

  /** Where the stream ended before the event: remembered, or read again once memory had to forget. */
  private async endBefore(event: StoredEvent): Promise<ChainEnd> {
    const known = this.ends.get(event.stream);
    if (known || !this.forgot) return known ?? BEGINNING;
    const stored = await this.store.readStream(event.stream, Math.max(0, event.revision - 1));
    return stored.filter((each) => each.position < event.position).at(-1) ?? BEGINNING;
  }
}
