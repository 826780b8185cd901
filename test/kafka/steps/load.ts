import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@talentloop/event-sourcing';
import type { CountingService } from './services';

/** Commands at a steady rate. Each key counts upwards. */
export class Load {
  readonly sent: Map<string, number[]>;
  readonly latenciesMs: number[] = [];
  private readonly answers: Promise<void>[] = [];
  private readonly lastOf = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  /** Continues after the commands that were sent before. */
  constructor(
    private readonly service: CountingService,
    private readonly keys: number,
    before: ReadonlyMap<string, readonly number[]> = new Map(),
  ) {
    this.sent = new Map([...before].map(([stream, counted]) => [stream, [...counted]]));
  }

  start(perSecond: number): void {
    this.running ??= this.run(perSecond);
  }

  /** Rejects if a command failed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.answers);
  }

  get count(): number {
    return this.answers.length;
  }

  private async run(perSecond: number): Promise<void> {
    const from = performance.now();
    while (!this.stopping.signal.aborted) {
      const due = ((performance.now() - from) / 1_000) * perSecond;
      while (this.answers.length < due) this.send();
      await sleep(5);
    }
  }

  private send(): void {
    const key = `k${this.answers.length % this.keys}`;
    const counted = this.sent.get(`tally-${key}`) ?? [];
    const by = counted.length;
    this.sent.set(`tally-${key}`, [...counted, by]);
    const asked = performance.now();
    // Each key waits for one answer before it sends its next number.
    const before = this.lastOf.get(key) ?? Promise.resolve();
    const answer = before
      .then(() => this.insist(key, by))
      .then(() => void this.latenciesMs.push(performance.now() - asked));
    answer.catch(() => undefined);
    this.lastOf.set(key, answer);
    this.answers.push(answer);
  }

  /** Repeats a command under the same id while the service is busy. */
  private async insist(key: string, by: number): Promise<void> {
    for (;;) {
      try {
        return await this.service.count(key, by);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await sleep(100);
      }
    }
  }
}

/** 0.5 gives the median. */
export const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ??
  0;
