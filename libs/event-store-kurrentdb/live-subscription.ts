import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '@talentloop/event-sourcing';
import type { Connection } from './connection';
import type { LogFeed } from './log-feed';

const AGAIN_MS = 250;

export interface LiveSubscriptionOptions {
  readonly connection: Connection;
  readonly feed: LogFeed;
  /** How long a subscription may miss what a read finds. */
  readonly stallMs: number;
}

/**
 * One catch-up subscription of the process to its service's log, for all who follow it. It resumes
 * where the feed is when it breaks. A subscription can also fall silent without breaking, so a
 * watchdog reads on its own: what it found one round ago, the subscription must have told by now.
 */
export class LiveSubscription {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: LiveSubscriptionOptions) {}

  /** Begins in the background; once. */
  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.options.feed.pull();
        await this.follow(await this.options.feed.end());
      } catch {
        // An outage: readers wait, and are told when the feed goes on.
      }
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async follow(from: Position): Promise<void> {
    const { connection, feed } = this.options;
    const { signal } = this.stopping;
    if (signal.aborted) return;
    const subscription = connection.subscribe(from);
    // An error may come when nobody listens any more, and would then end the process.
    subscription.on('error', () => undefined);
    const leave = (): void => void subscription.destroy();
    signal.addEventListener('abort', leave);
    let told = from;
    const watchdog = this.watch(() => told, leave);
    try {
      for await (const { event } of subscription) {
        if (!event) continue;
        const undated = connection.undated(event);
        await feed.accept([undated]);
        told = undated.position;
      }
    } finally {
      clearInterval(watchdog);
      signal.removeEventListener('abort', leave);
      subscription.unsubscribe().catch(() => undefined);
    }
  }

  private watch(told: () => Position, leave: () => void): NodeJS.Timeout {
    const { feed, stallMs } = this.options;
    let expected: Position = 0;
    const look = async (): Promise<void> => {
      if (told() < expected) return leave();
      await feed.pull();
      expected = await feed.end();
    };
    return setInterval(() => void look().catch(() => undefined), stallMs);
  }
}
