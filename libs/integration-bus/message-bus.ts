/** A message as the transport carries it: CloudEvents 1.0 in binary mode. */
export interface BusMessage {
  readonly topic: string;
  /** Messages with the same key stay in order. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. A message from a stranger may contain anything. */
  readonly value: string;
}

export interface DeliveredMessage extends BusMessage {
  readonly partition: number;
  /** A decimal number that grows within its topic and partition. */
  readonly offset: string;
}

/**
 * Handles a batch. It resolves once the whole batch is handled. If it rejects, the bus delivers the
 * batch again.
 */
export type BatchHandler = (batch: readonly DeliveredMessage[]) => Promise<void>;

export interface Subscription {
  /** Resolves once the current batch is handled or given back. */
  stop(): Promise<void>;
}

/**
 * Carries messages at least once, in order per key. One member of a consumer group gets each
 * message. The group's offset moves after the handler is done. Every adapter passes the contract
 * suite in libs/testing.
 */
export interface MessageBus {
  /**
   * Resolves once the transport has all messages. The producer moves its checkpoint afterwards, so
   * after a crash between the two it produces the messages again. Rejects if the transport may have
   * only some of them, or none.
   */
  produce(messages: readonly BusMessage[]): Promise<void>;
  consume(group: string, topics: readonly string[], handle: BatchHandler): Promise<Subscription>;
  /** Ends the subscriptions of this process and closes its connections. */
  close(): Promise<void>;
}
