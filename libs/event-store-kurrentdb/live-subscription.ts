import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '@talentloop/event-sourcing';
import type { Connection } from './connection';
import type { LogFeed } from './log-feed';

const AGAIN_MS = 250;

export interface LiveSubscriptionOptions {
  readonly connection: Connection;
  readonly feed: LogFeed;
  /** How long a subscription may miss an event that a read finds. */
  readonly stallMs: number;
}

/**
 * The one catch-up subscription of this process to its service's log, for all followers. When it
 * breaks, it resumes at the end of the feed. A subscription can also stop delivering without an
 * error, so a watchdog reads the log by itself: what it found in one round, the subscription must
 * have delivered by the next round.
 */
export class LiveSubscription {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: LiveSubscriptionOptions) {}

  /** Starts in the background. A second call does nothing. */
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
        // During an outage readers wait. The feed wakes them when it continues.
      }
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async follow(from: Position): Promise<void> {
    const { connection, feed } = this.options;
    const { signal } = this.stopping;
    if (signal.aborted) return;
    const subscription = connection.subscribe(from);
    // An error may arrive after the last listener has gone. Without this one it would end the
    // process.
    subscription.on('error', () => undefined);
    const leave = (): void => void subscription.destroy();
    signal.addEventListener('abort', leave);
    let delivered = from;
    const watchdog = this.watch(() => delivered, leave);
    try {
      for await (const { event } of subscription) {
        if (!event) continue;
        const undated = connection.undated(event);
        await feed.accept([undated]);
        delivered = undated.position;
      }
    } finally {
      clearInterval(watchdog);
      signal.removeEventListener('abort', leave);
      subscription.unsubscribe().catch(() => undefined);
    }
  }

  private watch(delivered: () => Position, leave: () => void): NodeJS.Timeout {
    const { feed, stallMs } = this.options;
    let expected: Position = 0;
    const look = async (): Promise<void> => {
      if (delivered() < expected) return leave();
      await feed.pull();
      expected = await feed.end();
    };
    return setInterval(() => void look().catch(() => undefined), stallMs);
  }
}
