import type { Clock } from './clock';
import { type Command, type Decider, isRejection, type Rejection, streamOf } from './decider';
import { FIRST_PREVIOUS_HASH } from './envelope';
import type { DomainEvent, Instant } from './event';
import type { EventCodecs } from './event-codecs';
import { type AppendResult, type EventStore, NO_STREAM, StoreUnavailable } from './event-store';
import { derivedId } from './identifiers';
import {
  answered,
  type CommandContext,
  type Loaded,
  type Receipt,
  receiptOf,
  StaleRevision,
  unchanged,
} from './receipt';
import { Repetitions } from './repetitions';
import type { StreamState } from './stream-cache';
import { StreamQueue } from './stream-queue';
import { Streams } from './streams';

export interface DecisionsOptions {
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly clock: Clock;
  /** Streams kept in memory. */
  readonly streamsMax?: number;
}

interface Attempt<C extends Command, S, E extends DomainEvent, R extends string> {
  readonly decider: Decider<C, S, E, R>;
  readonly id: string;
  readonly stream: string;
  readonly command: C;
  readonly context: CommandContext;
}

/** An append on its way: its result says what to answer, or that the command is judged again. */
interface Appending<E extends DomainEvent> {
  readonly result: Promise<AppendResult>;
  readonly receipt: (result: AppendResult & { outcome: 'appended' }) => Receipt<E>;
}

type Decided<E extends DomainEvent, R extends string> =
  { readonly settled: Receipt<E> | Rejection<R> } | { readonly appending: Appending<E> };

/** How often a command is judged again because another process wrote to its stream first. */
const ATTEMPTS_MAX = 200;

/** Others wrote to the stream each time that the command was to be recorded; it was not. */
export class TooManyConflicts extends StoreUnavailable {
  override readonly name = 'TooManyConflicts';
}

/**
 * Turns a command into events exactly once. Commands for one stream are judged one after another,
 * each on the state the one before leaves, while their appends share a commit; other processes are
 * made safe by the expected revision. A refusal is only ever judged on what is really stored.
 */
export class Decisions {
  private readonly streams: Streams;
  private readonly queue = new StreamQueue();
  private readonly repetitions: Repetitions;

  constructor(private readonly options: DecisionsOptions) {
    const { store, codecs, streamsMax = 20_000 } = options;
    this.streams = new Streams(store, codecs, streamsMax);
    this.repetitions = new Repetitions(store, codecs);
  }

  /**
   * @throws StaleRevision, ClaimMismatch, StoreUnavailable, TooManyConflicts; what a schema throws
   * for an event that must not be stored.
   */
  async execute<C extends Command, S, E extends DomainEvent, R extends string>(
    decider: Decider<C, S, E, R>,
    id: string,
    command: C,
    context: CommandContext,
  ): Promise<Receipt<E> | Rejection<R>> {
    const stream = streamOf(decider.category, id);
    const attempt = { decider, id, stream, command, context };
    for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts += 1) {
      const overtaken = attempts > 0;
      const decided = await this.queue.run(stream, () => this.decide(attempt, overtaken));
      if ('settled' in decided) return decided.settled;
      const result = await decided.appending.result;
      if (result.outcome === 'appended') return decided.appending.receipt(result);
      // Another process was faster; unless it gave this very command, judge on what it left.
      const repeated =
        result.outcome === 'conflict' ? undefined : await this.repetitions.find<E>(attempt);
      if (repeated) return repeated;
    }
    throw new TooManyConflicts(`${stream} changed ${ATTEMPTS_MAX} times in a row`);
  }

  /** The aggregate as of its last stored event; undefined when it has none. */
  async load<C extends Command, S, E extends DomainEvent, R extends string>(
    decider: Decider<C, S, E, R>,
    id: string,
  ): Promise<Loaded<S> | undefined> {
    const stream = streamOf(decider.category, id);
    const held = await this.streams.stored(decider, stream);
    if (!held) return undefined;
    const { state, revision, createdAt, recordedAt: updatedAt, correlationId, position } = held;
    return { stream, id, state, revision, createdAt, updatedAt, correlationId, position };
  }

  /**
   * Forgets what memory holds of a stream, or of all: a person was erased. What is under way too.
   */
  forget(stream?: string): void {
    if (stream === undefined) this.streams.clear();
    else this.streams.forget(stream);
  }

  private async decide<C extends Command, S, E extends DomainEvent, R extends string>(
    attempt: Attempt<C, S, E, R>,
    overtaken: boolean,
  ): Promise<Decided<E, R>> {
    const { decider, stream } = attempt;
    const likely = overtaken ? undefined : this.streams.likely<S>(stream);
    const early = likely && (await this.judge(attempt, likely));
    if (early) return { appending: early };
    // Nothing is known of the stream, or it was wrong, or led to a refusal: judge what is stored.
    const held = await this.streams.settled(decider, stream);
    const appending = await this.judge(attempt, held);
    return appending ? { appending } : { settled: await this.settle(attempt, held) };
  }

  /** The append that the command leads to, or undefined when it leads to none. */
  private async judge<C extends Command, S, E extends DomainEvent, R extends string>(
    attempt: Attempt<C, S, E, R>,
    held: StreamState<S> | undefined,
  ): Promise<Appending<E> | undefined> {
    if (isStale(attempt.context, held)) return undefined;
    const at = this.momentAfter(held);
    const answer = answerOf(attempt, held, at);
    return isRejection(answer) || answer.length === 0
      ? undefined
      : this.append(attempt, held, answer, at);
  }

  /** The answer to a command that writes nothing: a repetition, a refusal, or "already so". */
  private async settle<C extends Command, S, E extends DomainEvent, R extends string>(
    attempt: Attempt<C, S, E, R>,
    held: StreamState<S> | undefined,
  ): Promise<Receipt<E> | Rejection<R>> {
    const { id, stream, context } = attempt;
    const repeated = await this.repetitions.find<E>(attempt);
    if (repeated) return repeated;
    const revision = held?.revision ?? NO_STREAM;
    if (isStale(context, held)) throw new StaleRevision(revision);
    const answer = answerOf(attempt, held, this.momentAfter(held));
    if (isRejection(answer)) return answer;
    const { position, correlationId } = held ?? { position: 0, correlationId: '' };
    const receipt = unchanged({ stream, id, revision, position, correlationId });
    if (context.claim) await this.repetitions.keep(context.claim, receipt);
    return receipt;
  }

  private async append<C extends Command, S, E extends DomainEvent, R extends string>(
    { decider, id, stream, context }: Attempt<C, S, E, R>,
    held: StreamState<S> | undefined,
    events: readonly E[],
    recordedAt: Instant,
  ): Promise<Appending<E>> {
    const { store, codecs } = this.options;
    const { age } = held ?? this.streams;
    const end = { revision: held?.revision ?? NO_STREAM, hash: held?.hash ?? FIRST_PREVIOUS_HASH };
    const { actor, commandId, causationId, claim } = context;
    const asked = context.correlationId ?? derivedId(commandId, 'correlation');
    const correlationId = held && !decider.shared ? held.correlationId : asked;
    const subject = held?.subject ?? firstSubject(codecs, stream, events);
    const cause = causationId === undefined ? {} : { causationId };
    const metadata = { recordedAt, actor, commandId, correlationId, ...cause };
    const encoded = await codecs.encode(events, { stream, end, subject, metadata });
    const result = store.append({
      stream,
      expectedRevision: end.revision,
      events: encoded.enveloped,
      ...(claim && { claim: answered(claim, receiptOf(id, encoded, metadata)) }),
    });
    const last = encoded.enveloped.at(-1);
    const next: StreamState<S> = {
      state: encoded.events.reduce<S>(decider.evolve, held?.state ?? decider.initialState),
      revision: last?.revision ?? end.revision,
      hash: last?.hash ?? end.hash,
      createdAt: held?.createdAt ?? recordedAt,
      recordedAt,
      correlationId: held?.correlationId ?? correlationId,
      subject,
      position: held?.position ?? 0,
      age,
    };
    this.streams.advance(stream, next, result);
    return { result, receipt: (stored) => receiptOf(id, encoded, metadata, stored) };
  }

  private momentAfter<S>(held: StreamState<S> | undefined): Instant {
    const now = this.options.clock.now();
    return held && held.recordedAt > now ? held.recordedAt : now;
  }
}

const isStale = <S>({ ifRevision }: CommandContext, held: StreamState<S> | undefined): boolean =>
  ifRevision !== undefined && ifRevision !== (held?.revision ?? NO_STREAM);

const answerOf = <C extends Command, S, E extends DomainEvent, R extends string>(
  { decider, command, context }: Attempt<C, S, E, R>,
  held: StreamState<S> | undefined,
  at: Instant,
): readonly E[] | Rejection<R> =>
  decider.decide(command, held?.state ?? decider.initialState, { at, actor: context.actor });

const firstSubject = (
  codecs: EventCodecs,
  stream: string,
  [first]: readonly DomainEvent[],
): string => (first ? codecs.subjectOf(stream, first) : stream);
