import type { Queryable } from '@talentloop/projections';

/** A message as the transport carries it: CloudEvents 1.0 in binary mode. */
export interface BusMessage {
  readonly topic: string;
  /** What shares a key stays in order. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; of strangers, anything. */
  readonly value: string;
}

export interface DeliveredMessage extends BusMessage {
  readonly partition: number;
  /** A decimal number; grows within topic and partition. */
  readonly offset: string;
}

/** Must be done with the whole batch when it resolves; when it rejects, the batch comes again. */
export type BatchHandler = (batch: readonly DeliveredMessage[]) => Promise<void>;

/**
 * Moves the producer's checkpoint; false when another producer did before. A transport that can
 * write messages and checkpoint in one transaction passes its client.
 */
export type CommitProduced = (client?: Queryable) => Promise<boolean>;

export interface Subscription {
  /** Resolves once the batch at hand is done or given back. */
  stop(): Promise<void>;
}

/**
 * Carries messages at least once, in order per key. A consumer group sees each message on one of
 * its members; its offset moves after the handler is done. Every adapter passes the contract suite
 * in libs/testing.
 */
export interface MessageBus {
  /** The batch is durable, and the checkpoint moved, when it answers true; false: fenced off. */
  produce(messages: readonly BusMessage[], commit: CommitProduced): Promise<boolean>;
  consume(group: string, topics: readonly string[], handle: BatchHandler): Promise<Subscription>;
  /** Ends what this process consumes and gives its connections back. */
  close(): Promise<void>;
}
