import {
  derivedId,
  type EventCodecs,
  type EventStore,
  type Position,
  type RecordedEvent,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { whileLeading } from '@talentloop/processes';
import {
  type BatchOutcome,
  type Checkpoints,
  followLog,
  LazyCheckpoint,
  type RunnerLog,
  type Session,
  silent,
} from '@talentloop/log-following';
import { sequenceOf, toWire } from './cloud-event';
import { cloudEventType, type IntegrationMessage, type Publications } from './contract';
import type { MessageBus } from './message-bus';

export interface RelayOptions {
  /** Such as `talent-onboarding`. The source of its messages is then `/talent-onboarding`. */
  readonly service: string;
  /** The schema of the service, which is part of the lock's name. */
  readonly schema: string;
  readonly topic: string;
  readonly publishes: Publications;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly checkpoints: Checkpoints;
  readonly session: Session;
  readonly bus: MessageBus;
  readonly log?: RunnerLog;
  /** 500 by default. */
  readonly batchSize?: number;
}

/**
 * The messages that an event produces. They depend on the event alone, so sending them again sends
 * the same messages.
 */
const messagesOf = (
  service: string,
  event: RecordedEvent,
  publishes: Publications,
): readonly IntegrationMessage[] => {
  const publicationsOf = publishes.reactionTo(event);
  return (publicationsOf?.(event) ?? []).map(({ contract, data }) => {
    // The contract's schema removes fields that it does not name, so no other field leaves the
    // service.
    const said = contract.schema.parse(data);
    return {
      id: derivedId(event.id, cloudEventType(contract)),
      type: cloudEventType(contract),
      source: `/${service}`,
      topic: contract.topic,
      subject: event.stream,
      sequence: sequenceOf(event.revision),
      time: event.meta.recordedAt,
      correlationId: event.meta.correlationId,
      causationId: event.id,
      ...(said.client !== undefined && { client: said.client }),
      centre: said.centre,
      data: said,
    };
  });
};

/**
 * Follows a service's log and sends what `publishes` makes of it to one topic, in the log's order.
 * Its checkpoint moves shortly after the bus has taken the messages. A message that is sent again
 * after a crash has the same bytes and the same id.
 */
export class Relay {
  private readonly name: string;
  private readonly checkpoint: LazyCheckpoint;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: RelayOptions) {
    this.name = `relay:${options.topic}`;
    const { checkpoints } = options;
    this.checkpoint = new LazyCheckpoint((move) => checkpoints.move(this.name, move));
  }

  /** Starts in the background. A second call does nothing. */
  start(): void {
    const { session, schema } = this.options;
    const { signal } = this.stopping;
    this.running ??= whileLeading(session, `${schema}:${this.name}`, signal, (leading) =>
      this.follow(leading),
    );
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** The relay has sent everything up to this position. */
  get position(): Position {
    return this.checkpoint.position;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { store, checkpoints, log = silent, batchSize = 500 } = this.options;
    await followLog({
      name: this.name,
      store,
      batchSize,
      log,
      signal,
      position: () => this.checkpoint.begin(() => checkpoints.load(this.name)),
      handle: (batch) => this.handle(batch),
    });
    await this.checkpoint.flush().catch(() => undefined);
  }

  private async handle(batch: readonly StoredEvent[]): Promise<BatchOutcome> {
    const { publishes, codecs, service, topic, bus } = this.options;
    const relevant = batch.filter((event) => publishes.reactionTo(event) !== undefined);
    const events = await codecs.decode(relevant, { unseal: false });
    const messages = events
      .flatMap((event) => messagesOf(service, event, publishes))
      .filter((message) => message.topic === topic);
    const last = batch.at(-1);
    if (!last) return 'done';
    if (messages.length > 0) await bus.produce(messages.map(toWire));
    return this.checkpoint.moveLater(last.position) ? 'done' : 'fenced';
  }
}
