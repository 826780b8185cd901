import { type AppendResult, StoreUnavailable } from '@talentloop/event-sourcing';
import { GroupSize } from './group-size';
import type { GroupRequest } from './group';

interface Waiting {
  readonly request: GroupRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** How many may wait for the next transaction before callers are turned away. */
const WAITING_MAX = 20_000;
const BYTES_MAX = 4_000_000;

/**
 * While one group is being committed the next one gathers, and leaves as soon as the server is
 * free, before the callers of the first go on. Where nobody waits, a group leaves at the end of the
 * event loop's turn, so that callers just answered can join it; after a group of one the next
 * request leaves at once, so that a lone writer waits for nobody.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private running = false;
  private alone = false;
  private readonly size = new GroupSize();

  /**
   * `commit` asks `followed` when the group is committed, and sends a group that follows before it
   * awaits anything.
   */
  constructor(
    private readonly commit: (
      requests: readonly GroupRequest[],
      followed: () => boolean,
    ) => Promise<readonly (AppendResult | Error)[]>,
  ) {}

  add(request: GroupRequest): Promise<AppendResult> {
    if (this.waiting.length >= WAITING_MAX)
      return Promise.reject(new StoreUnavailable('too many appends are waiting'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
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
    const group = this.next();
    const settle = await this.settled(group);
    this.alone = group.length === 1 && this.waiting.length === 0;
    if (this.waiting.length > 0) void this.run();
    else this.running = false;
    settle();
    this.size.answered(group.length);
  }

  /** Answers how to tell the callers; it is done after the next group has left. */
  private async settled(group: readonly Waiting[]): Promise<() => void> {
    const sent = this.size.sent(group.length);
    try {
      const requests = group.map(({ request }) => request);
      const results = await this.commit(requests, () => this.waiting.length > 0);
      return () =>
        group.forEach(({ resolve, reject }, i) => {
          const result = results[i];
          if (result && !(result instanceof Error)) resolve(result);
          else reject(result ?? new Error('a request without a result'));
        });
    } catch (error) {
      return () => group.forEach(({ reject }) => reject(error));
    } finally {
      sent();
    }
  }

  /**
   * As many as fit, in order. The same command or claim twice waits for the next group, where it is
   * judged against what this one has stored.
   */
  private next(): readonly Waiting[] {
    const requestsMax = this.size.max(this.waiting.length);
    const group: Waiting[] = [];
    const later: Waiting[] = [];
    const taken = new Set<string>();
    let bytes = 0;
    for (const [i, waiting] of this.waiting.entries()) {
      if (group.length >= requestsMax || (bytes > BYTES_MAX && group.length > 0)) {
        later.push(...this.waiting.slice(i));
        break;
      }
      const keys = keysOf(waiting.request);
      if (keys.some((key) => taken.has(key))) {
        later.push(waiting);
        continue;
      }
      keys.forEach((key) => taken.add(key));
      bytes += waiting.request.events.reduce((sum, { data }) => sum + data.length, 0);
      group.push(waiting);
    }
    this.waiting = later;
    return group;
  }
}

const keysOf = ({ events, claim }: GroupRequest): readonly string[] => {
  const ids = events.map(({ id }) => id);
  return claim ? [...ids, `claim ${claim.commandId}`] : ids;
};
