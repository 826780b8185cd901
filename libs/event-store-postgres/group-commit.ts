import { APPEND_BYTES_MAX, type AppendResult, StoreUnavailable } from '@talentloop/event-sourcing';
import { GroupSize } from './group-size';
import type { GroupRequest } from './group';

interface Waiting {
  readonly request: GroupRequest;
  readonly bytes: number;
  readonly sinceMs: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** How many appends may wait for the next transaction before the store refuses more. */
export interface QueueLimits {
  readonly appends: number;
  /** The bytes of `data` and `metadata`. */
  readonly bytes: number;
  /** The store refuses an append that has waited this long without being sent. */
  readonly ms: number;
}

export const defaultQueueLimits: QueueLimits = { appends: 10_000, bytes: 67_108_864, ms: 10_000 };

/** What one transaction takes. A single append may be as large as the whole limit. */
const GROUP_BYTES_MAX = APPEND_BYTES_MAX;
const GROUP_EVENTS_MAX = 2_048;

/**
 * Gathers the appends of a process into groups and commits one group at a time. While PostgreSQL
 * commits one group, the next one gathers. It leaves as soon as PostgreSQL is free, before the
 * callers of the first group continue. If nothing waits, a group leaves at the end of the event
 * loop's turn, so that callers who have just got their answer can join it. After a group of one
 * request the next request leaves at once, so a lone writer never waits for others.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private running = false;
  private alone = false;
  private readonly size = new GroupSize();

  /**
   * `commit` calls `followed` once the group is committed. If the answer is true, this class sends
   * the next group before `commit` awaits anything.
   */
  constructor(
    private readonly commit: (
      requests: readonly GroupRequest[],
      followed: () => boolean,
    ) => Promise<readonly (AppendResult | Error)[]>,
    private readonly limits: QueueLimits = defaultQueueLimits,
  ) {}

  /**
   * @throws StoreUnavailable if too much is waiting already, or if this append has waited too long.
   */
  add(request: GroupRequest): Promise<AppendResult> {
    const bytes = bytesOf(request);
    const isFull =
      this.waiting.length >= this.limits.appends || this.waitingBytes + bytes > this.limits.bytes;
    if (isFull) return Promise.reject(new StoreUnavailable('too many appends are waiting'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, bytes, sinceMs: performance.now(), resolve, reject });
      this.waitingBytes += bytes;
      this.start();
    });
  }

  private start(): void {
    if (this.running || this.waiting.length === 0) return;
    this.running = true;
    if (this.alone) void this.run();
    else setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    this.turnAway();
    const group = this.next();
    if (group.length === 0) return void (this.running = false);
    const settle = await this.settled(group);
    this.alone = group.length === 1 && this.waiting.length === 0;
    if (this.waiting.length > 0) void this.run();
    else this.running = false;
    settle();
    this.size.answered(group.length);
  }

  /**
   * Commits the group and returns a function that tells the callers. The next group leaves before
   * that function runs.
   */
  private async settled(group: readonly Waiting[]): Promise<() => void> {
    const sent = this.size.sent(group.length);
    try {
      const requests = group.map(({ request }) => request);
      const results = await this.commit(requests, () => this.waiting.length > 0);
      return () =>
        group.forEach(({ resolve, reject }, i) => {
          const result = results[i];
          if (result && !(result instanceof Error)) resolve(result);
          else reject(result ?? new Error('the append returned no result for a request'));
        });
    } catch (error) {
      return () => group.forEach(({ reject }) => reject(error));
    } finally {
      sent();
    }
  }

  /**
   * Takes as many requests as fit, in order. A request whose command or claim is already in the
   * group waits for the next group, where the store judges it on what this group has stored.
   */
  private next(): readonly Waiting[] {
    const requestsMax = this.size.max(this.waiting.length);
    const group: Waiting[] = [];
    const later: Waiting[] = [];
    const taken = new Set<string>();
    let [bytes, events] = [0, 0];
    for (const [i, waiting] of this.waiting.entries()) {
      bytes += waiting.bytes;
      events += waiting.request.events.length;
      const isFull = bytes > GROUP_BYTES_MAX || events > GROUP_EVENTS_MAX;
      if (group.length >= requestsMax || (isFull && group.length > 0)) {
        later.push(...this.waiting.slice(i));
        break;
      }
      const keys = keysOf(waiting.request);
      if (keys.some((key) => taken.has(key))) {
        later.push(waiting);
        continue;
      }
      keys.forEach((key) => taken.add(key));
      this.waitingBytes -= waiting.bytes;
      group.push(waiting);
    }
    this.waiting = later;
    return group;
  }

  /**
   * Refuses the appends that have waited too long because PostgreSQL is slow. Their callers may try
   * again.
   */
  private turnAway(): void {
    const sinceMs = performance.now() - this.limits.ms;
    const late = this.waiting.findIndex((waiting) => waiting.sinceMs >= sinceMs);
    const tooLate = this.waiting.splice(0, late < 0 ? this.waiting.length : late);
    for (const { bytes, reject } of tooLate) {
      this.waitingBytes -= bytes;
      reject(new StoreUnavailable('an append has waited too long'));
    }
  }
}

const bytesOf = ({ events }: GroupRequest): number =>
  events.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );

const keysOf = ({ events, claim }: GroupRequest): readonly string[] => {
  const ids = events.map(({ id }) => id);
  return claim ? [...ids, `claim ${claim.commandId}`] : ids;
};
