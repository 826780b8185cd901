import { type Command, type Decider } from './decider';
import type { DomainEvent } from './event';
import type { EventCodecs } from './event-codecs';
import { type AppendResult, type EventStore, NO_STREAM } from './event-store';
import { type StreamState, StreamCache } from './stream-cache';

type AnyDecider<S, E extends DomainEvent> = Pick<
  Decider<Command, S, E, string>,
  'initialState' | 'evolve'
>;

interface Tentative {
  readonly held: StreamState<unknown>;
  readonly settled: Promise<unknown>;
}

/**
 * The streams in use: what is stored of them, cached, and what will be once the appends on their
 * way have landed, so that the next command of a stream can be judged without waiting for the disk.
 */
export class Streams {
  private readonly cache: StreamCache;
  private readonly tentative = new Map<string, Tentative>();

  constructor(
    private readonly store: EventStore,
    private readonly codecs: EventCodecs,
    streamsMax: number,
  ) {
    this.cache = new StreamCache(streamsMax);
  }

  /** Of what is remembered now; what was begun with before is not kept. */
  get age(): number {
    return this.cache.age;
  }

  /** The likely state: tentative, or cached and perhaps behind other processes. */
  likely<S>(stream: string): StreamState<S> | undefined {
    // A stream belongs to one decider, so what was put in under its name is what comes out.
    return (
      (this.tentative.get(stream)?.held as StreamState<S> | undefined) ?? this.cache.get<S>(stream)
    );
  }

  /** What is stored once the appends on their way have landed or failed. */
  async settled<S, E extends DomainEvent>(
    decider: AnyDecider<S, E>,
    stream: string,
  ): Promise<StreamState<S> | undefined> {
    await this.tentative.get(stream)?.settled;
    return this.stored(decider, stream);
  }

  /** What is stored now: the cached state and whatever came since, from any process. */
  async stored<S, E extends DomainEvent>(
    decider: AnyDecider<S, E>,
    stream: string,
  ): Promise<StreamState<S> | undefined> {
    const { age } = this;
    const held = this.cache.get<S>(stream);
    const newer = await this.store.readStream(stream, (held?.revision ?? NO_STREAM) + 1);
    const events = await this.codecs.decode<E>(newer);
    const [first, last, end] = [events[0], events.at(-1), newer.at(-1)];
    if (!first || !last || !end) return held;
    const current: StreamState<S> = {
      state: events.reduce<S>(decider.evolve, held?.state ?? decider.initialState),
      revision: end.revision,
      hash: end.hash,
      position: end.position,
      createdAt: held?.createdAt ?? first.meta.recordedAt,
      recordedAt: last.meta.recordedAt,
      correlationId: held?.correlationId ?? first.meta.correlationId,
      subject: held?.subject ?? this.codecs.subjectOf(stream, first),
      age,
    };
    this.keep(stream, current);
    return current;
  }

  /** Counts an append in before it has landed; when it fails, so do those built on it. */
  advance<S>(stream: string, held: StreamState<S>, appending: Promise<AppendResult>): void {
    const settled = appending.then(
      (result) => {
        if (result.outcome !== 'appended') return void this.tentative.delete(stream);
        this.keep(stream, { ...held, position: result.position });
        if (this.tentative.get(stream)?.held === held) this.tentative.delete(stream);
      },
      () => this.forget(stream),
    );
    if (held.age === this.age) this.tentative.set(stream, { held, settled });
  }

  forget(stream: string): void {
    this.tentative.delete(stream);
    this.cache.forget(stream);
  }

  clear(): void {
    this.tentative.clear();
    this.cache.clear();
  }

  /** A reader may come back after a writer moved on: the newer of the two stays. */
  private keep<S>(stream: string, held: StreamState<S>): void {
    const cached = this.cache.get<S>(stream);
    if (!cached || cached.revision < held.revision) this.cache.set(stream, held);
  }
}
