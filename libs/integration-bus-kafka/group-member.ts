import type { BatchHandler } from '@talentloop/integration-bus';
import { backOffMs, pause } from '@talentloop/log-following';
import type { Consumer, ConsumerRunConfig, EachBatchPayload } from 'kafkajs';
import { type Client, type ClientOptions, openClient, within } from './connection';
import { fromKafka } from './wire-form';

export interface GroupMemberOptions extends ClientOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: BatchHandler;
  /** Messages handed over at once. */
  readonly batchSize: number;
  /** Leaving the group is given up after this long. */
  readonly stopMsMax: number;
  readonly onFatal: (error: Error) => void;
}

const BEAT_MS = 1_000;
const PARTITIONS_AT_ONCE = 3;

/**
 * One member of a consumer group. An offset is committed after its message was handled; a batch that
 * its handler rejects comes again. What is fetched and not yet handled is bounded: the next fetch
 * begins when the last one has been handled.
 */
export class GroupMember {
  private readonly stopping = new AbortController();
  private readonly handling = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();
  private membership: Membership | undefined;

  constructor(private readonly options: GroupMemberOptions) {}

  /** Joins in the background, however long the broker is away. */
  start(): void {
    void this.keepJoined();
  }

  /** Resolves once the batches at hand are done, committed, and the group was left. */
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
      log.warn({ group, attempt, error: error.message }, 'the group cannot be joined for now');
      await pause(backOffMs(attempt), signal);
    }
  }

  /** Answers why kafkajs has ended and will not begin again by itself. */
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
      // From the beginning: also where a group's offsets were forgotten, as they are after a week
      // without members, nothing is left out, and what was seen is known.
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
        log.warn({ group, place, attempt, error: String(error) }, 'a batch will come again');
        return this.alive(payload, pause(backOffMs(attempt), this.stopping.signal));
      }
      this.failures.delete(place);
      await this.commit(payload, slice.at(-1)?.offset);
    }
  }

  private mayGoOn({ isRunning, isStale }: EachBatchPayload): boolean {
    return !this.stopping.signal.aborted && isRunning() && !isStale();
  }

  /** Beats while the work lasts; the group may go on without us, which the next request will tell. */
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
    // A member that was killed holds its partitions until its session has lapsed.
    sessionTimeout: 6_000,
    rebalanceTimeout: 12_000,
    heartbeatInterval: BEAT_MS,
    maxWaitTimeInMs: 500,
    maxBytesPerPartition: 1_048_576,
    maxBytes: 8_388_608,
  });
  return { client, consumer };
};

/** kafkajs takes this for the end, whether the brokers are away or do not let us into the group. */
const mayBeAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'KafkaJSGroupCoordinatorNotFound' ||
    ('cause' in error && error.cause !== error && mayBeAway(error.cause)));
