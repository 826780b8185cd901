import type { BatchHandler } from '@talentloop/integration-bus';
import { backOffMs, pause } from '@talentloop/projections';
import type { Consumer, EachBatchPayload } from 'kafkajs';
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
  private readonly client: Client;
  private readonly consumer: Consumer;
  private readonly stopping = new AbortController();
  private readonly handling = new Set<Promise<void>>();
  private readonly failures = new Map<string, number>();

  constructor(private readonly options: GroupMemberOptions) {
    this.client = openClient(options);
    this.consumer = this.client.kafka.consumer({
      groupId: options.group,
      allowAutoTopicCreation: false,
      sessionTimeout: 10_000,
      rebalanceTimeout: 12_000,
      heartbeatInterval: BEAT_MS,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 1_048_576,
      maxBytes: 8_388_608,
    });
    this.consumer.on(this.consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (!restart) this.fail(error);
    });
  }

  /** Joins in the background, however long the broker is away. */
  start(): void {
    this.run().catch((error: unknown) =>
      this.fail(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** Resolves once the batches at hand are done, committed, and the group was left. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const left = this.consumer.disconnect();
    await Promise.allSettled(this.handling);
    await within(left, this.options.stopMsMax, 'leaving the group').catch(() => undefined);
    this.client.giveUp();
  }

  private async run(): Promise<void> {
    await this.consumer.connect();
    // From the beginning: also where a group's offsets were forgotten, as they are after a week
    // without members, nothing is left out, and what was seen is known.
    await this.consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    if (this.stopping.signal.aborted) return this.consumer.disconnect();
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.tracked(this.eachBatch(payload)),
    });
  }

  private fail(error: Error): void {
    if (!this.stopping.signal.aborted) this.options.onFatal(error);
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
