import type { BatchHandler } from '@talentloop/integration-bus';
import { backOffMs, pause } from '@talentloop/log-following';
import type { Consumer, ConsumerRunConfig, EachBatchPayload } from 'kafkajs';
import { type Client, type ClientOptions, openClient, within } from './connection';
import { fromKafka } from './wire-form';

export interface GroupMemberOptions extends ClientOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: BatchHandler;
  /** How many messages the handler gets at once. */
  readonly batchSize: number;
  /** How long this member waits for kafkajs to leave the group. */
  readonly stopMsMax: number;
  readonly onFatal: (error: Error) => void;
}

const BEAT_MS = 1_000;
const PARTITIONS_AT_ONCE = 3;

/**
 * One member of a consumer group. It commits an offset after the message was handled. If the
 * handler rejects a batch, the batch comes again. The memory for messages that are fetched and not
 * yet handled is bounded, because the next fetch begins when the last one has been handled.
 */
export class GroupMember {
  private readonly stopping = new AbortController();
  private readonly handling = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();
  private membership: Membership | undefined;

  constructor(private readonly options: GroupMemberOptions) {}

  /** Joins in the background, and keeps trying during an outage of the broker. */
  start(): void {
    void this.keepJoined();
  }

  /**
   * Resolves once the current batches are handled and committed, and the member has left the group.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    const left = this.membership?.consumer.disconnect() ?? Promise.resolve();
    await Promise.allSettled(this.handling);
    await within(left, this.options.stopMsMax, 'leaving the group').catch(() => undefined);
    this.membership?.client.giveUp();
  }

  private async keepJoined(): Promise<void> {
    const { signal } = this.stopping;
    const { log, group, onFatal } = this.options;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const error = await this.takePart();
      if (signal.aborted) return;
      if (!mayBeAway(error)) return onFatal(error);
      log.warn(
        { group, attempt, error: error.message },
        'cannot join the consumer group; trying again',
      );
      await pause(backOffMs(attempt), signal);
    }
  }

  /** Returns the error with which kafkajs ended and after which it will not restart by itself. */
  private async takePart(): Promise<Error> {
    const membership = openMembership(this.options);
    this.membership = membership;
    const { consumer } = membership;
    const crash = new Promise<Error>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
        if (!restart) resolve(error);
      });
    });
    try {
      await consumer.connect();
      // Kafka forgets a group's offsets after a week without members. Reading from the beginning
      // then leaves nothing out, and the consumer drops what it has handled before.
      await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
      if (!this.stopping.signal.aborted) await consumer.run(this.reading());
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
    return crash;
  }

  private reading(): ConsumerRunConfig {
    return {
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.tracked(this.eachBatch(payload)),
    };
  }

  private async tracked(work: Promise<void>): Promise<void> {
    this.handling.add(work);
    try {
      await work;
    } finally {
      this.handling.delete(work);
    }
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { topic, partition, messages } = batch;
    const { batchSize, handle, log, group } = this.options;
    const place = `${topic}/${partition}`;
    for (let from = 0; from < messages.length && this.mayGoOn(payload); from += batchSize) {
      const slice = messages.slice(from, from + batchSize);
      try {
        const delivered = slice.map((message) => fromKafka(topic, partition, message));
        await this.alive(payload, handle(delivered));
      } catch (error) {
        const attempt = (this.failures.get(place) ?? 0) + 1;
        this.failures.set(place, attempt);
        log.warn(
          { group, place, attempt, error: String(error) },
          'a batch failed and will be delivered again',
        );
        return this.alive(payload, pause(backOffMs(attempt), this.stopping.signal));
      }
      this.failures.delete(place);
      await this.commit(payload, slice.at(-1)?.offset);
    }
  }

  private mayGoOn({ isRunning, isStale }: EachBatchPayload): boolean {
    return !this.stopping.signal.aborted && isRunning() && !isStale();
  }

  /**
   * Sends heartbeats while the work lasts. If the group goes on without this member, the next
   * request shows it.
   */
  private async alive(payload: EachBatchPayload, work: Promise<void>): Promise<void> {
    const beat = (): void => void payload.heartbeat().catch(() => undefined);
    const beating = setInterval(beat, BEAT_MS);
    try {
      await work;
    } finally {
      clearInterval(beating);
    }
  }

  private async commit(payload: EachBatchPayload, offset: string | undefined): Promise<void> {
    if (offset === undefined) return;
    const { topic, partition } = payload.batch;
    payload.resolveOffset(offset);
    const next = String(BigInt(offset) + 1n);
    await payload.commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition, offset: next }] }],
    });
  }
}

interface Membership {
  readonly client: Client;
  readonly consumer: Consumer;
}

const openMembership = (options: GroupMemberOptions): Membership => {
  const client = openClient(options);
  const consumer = client.kafka.consumer({
    groupId: options.group,
    allowAutoTopicCreation: false,
    // If a member is killed, its partitions wait until its session has expired.
    sessionTimeout: 6_000,
    rebalanceTimeout: 12_000,
    heartbeatInterval: BEAT_MS,
    maxWaitTimeInMs: 500,
    maxBytesPerPartition: 1_048_576,
    maxBytes: 8_388_608,
  });
  return { client, consumer };
};

/**
 * kafkajs reports both as the end: brokers that are unavailable, and brokers that do not let this
 * member into the group.
 */
const mayBeAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'KafkaJSGroupCoordinatorNotFound' ||
    ('cause' in error && error.cause !== error && mayBeAway(error.cause)));
