import type { DeliveredMessage } from '@talentloop/integration-bus';

/**
 * Makes a bus behave as badly as Kafka may: it mixes keys at random and delivers messages twice.
 */
export interface Disturbance {
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number;
  /** The share of messages that are delivered again, at once or some batches later. */
  readonly duplicates: number;
}

const REMEMBERED = 200;

/** Keeps the order within a key and changes everything else at random. */
export class Disturber {
  private past: DeliveredMessage[] = [];

  constructor(private readonly disturbance: Disturbance) {}

  disturb(batch: readonly DeliveredMessage[]): readonly DeliveredMessage[] {
    const [first] = batch;
    if (!first) return batch;
    // If a batch comes again, none of its messages counts as delivered. No transport delivers the
    // last message of a batch before its first.
    this.past = this.past.filter(({ offset }) => BigInt(offset) < BigInt(first.offset));
    const queues = new Map<string, DeliveredMessage[]>();
    for (const message of batch) {
      queues.set(message.key, [...(queues.get(message.key) ?? []), message]);
    }
    const delivered: DeliveredMessage[] = [];
    while (queues.size > 0) {
      const key = this.pick([...queues.keys()]);
      const message = key === undefined ? undefined : queues.get(key)?.shift();
      if (message) this.deliver(message, delivered);
      else if (key !== undefined) queues.delete(key);
    }
    return delivered;
  }

  private deliver(message: DeliveredMessage, delivered: DeliveredMessage[]): void {
    delivered.push(message);
    this.past.push(message);
    if (this.past.length > REMEMBERED) this.past.shift();
    if (this.disturbance.random() >= this.disturbance.duplicates) return;
    const again = this.pick(this.past);
    if (again) delivered.push(again);
  }

  private pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.disturbance.random() * items.length)];
  }
}
