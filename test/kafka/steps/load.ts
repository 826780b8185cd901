import { StoreUnavailable } from '@talentloop/event-sourcing';
import { paced, until } from '@talentloop/testing';
import type { CountingService } from './services';

const TICK_MS = 5;
const BUSY_MS_MAX = 60_000;
const SENT_MS_MAX = 300_000;

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

  /** Commands that wait for their answer. */
  get underWay(): number {
    return this.answers.length - this.latenciesMs.length;
  }

  /** Resolves when so many more commands have been sent. */
  sends(more: number): Promise<void> {
    const count = this.count + more;
    return until(`${more} more commands are sent`, () => this.count >= count, SENT_MS_MAX);
  }

  private async run(perSecond: number): Promise<void> {
    const from = performance.now();
    for await (const _ of paced(TICK_MS, this.stopping.signal)) {
      const due = ((performance.now() - from) / 1_000) * perSecond;
      while (this.answers.length < due) this.send();
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
  private insist(key: string, by: number): Promise<void> {
    const taken = async (): Promise<boolean> => {
      try {
        await this.service.count(key, by);
        return true;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        return false;
      }
    };
    return until(`${key} ${by} is taken`, taken, BUSY_MS_MAX);
  }
}

/** 0.5 gives the median. */
export const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ??
  0;
