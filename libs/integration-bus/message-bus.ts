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
  /**
   * Resolves when the transport has all of them: the producer moves its checkpoint afterwards, so
   * that a crash between the two produces again. Rejects when it may have some or none.
   */
  produce(messages: readonly BusMessage[]): Promise<void>;
  consume(group: string, topics: readonly string[], handle: BatchHandler): Promise<Subscription>;
  /** Ends what this process consumes and gives its connections back. */
  close(): Promise<void>;
}
