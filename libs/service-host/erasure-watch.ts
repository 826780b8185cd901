import { erasuresChannel } from '@talentloop/privacy';
import { pause, type RunnerLog, type Session } from '@talentloop/log-following';
import type { WritingSide } from './writing-side';

export interface ErasureWatchOptions {
  readonly writing: Pick<WritingSide, 'service' | 'forgetErased'>;
  readonly session: Session;
  readonly log: RunnerLog;
}

/** How late this process forgets a person when the notification was lost with its connection. */
const LOOK_EVERY_MS = 1_000;

/**
 * Makes this process forget every person whom any process erases: the keys, and the states that
 * were decoded with them. It takes milliseconds, or a second if the notification was lost.
 */
export class ErasureWatch {
  private readonly stopping = new AbortController();
  private nap = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: ErasureWatchOptions) {}

  /** Starts in the background. A second call does nothing. */
  start(): void {
    this.running ??= this.watch();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.nap.abort();
    await this.running;
  }

  private async watch(): Promise<void> {
    const { writing, session, log } = this.options;
    const { schema } = writing.service;
    const { signal } = this.stopping;
    const unlisten = await session.listen(erasuresChannel(schema), () => this.nap.abort());
    while (!signal.aborted) {
      this.nap = new AbortController();
      try {
        await writing.forgetErased();
      } catch (error) {
        if (!signal.aborted)
          log.warn({ schema, error: String(error) }, 'could not read the erasures; trying again');
      }
      await pause(LOOK_EVERY_MS, this.nap.signal);
    }
    unlisten();
  }
}
