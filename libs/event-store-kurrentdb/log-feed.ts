import type { Instant, Position, ReadAllOptions, StoredEvent } from '@talentloop/event-sourcing';
import type { WakeUp } from '@talentloop/event-store-postgres';
import type { CommitTime, CommitTimes } from './commit-times';
import type { Connection } from './connection';
import { RecentEvents } from './recent-events';
import type { Undated } from './stored-form';

const PAGE = 500;

interface Known {
  readonly recent: RecentEvents;
  last: CommitTime;
}

/**
 * The service's log as this process knows it. The feed reads the log once, in order, for all
 * readers of its end, gives each event its `committedAt` and keeps the newest events. Events come
 * from pulls and from the live subscription. Both deliver without gaps, so the feed takes each
 * event from whichever delivers it first.
 */
export class LogFeed {
  private opening: Promise<Known> | undefined;
  private pulling: Promise<unknown> = Promise.resolve();
  private nextPull: Promise<void> | undefined;
  private readonly unkept = new Map<Position, Instant>();
  private sinceKept = 0;

  constructor(
    private readonly connection: Connection,
    private readonly times: CommitTimes,
    private readonly wakeUp: WakeUp,
  ) {}

  /** Where the log ends, as far as this process knows. */
  async end(): Promise<Position> {
    return (await this.open()).last.position;
  }

  /** Adds events that follow, in the log's order, an event that the feed knows. */
  async accept(events: readonly Undated[]): Promise<void> {
    const known = await this.open();
    for (const { recordedAt, ...event } of events) {
      const { position, committedAt } = known.last;
      if (event.position <= position) continue;
      const late = recordedAt < committedAt;
      known.last = { position: event.position, committedAt: late ? committedAt : recordedAt };
      if (late) this.unkept.set(event.position, committedAt);
      known.recent.push(Object.freeze({ ...event, committedAt: known.last.committedAt }));
      this.sinceKept += 1;
      if (this.sinceKept >= PAGE) void this.keepTimes(known.last);
    }
    this.wakeUp.announce(known.last.position);
  }

  /** Resolves when the feed knows everything that the server acknowledged before the call. */
  pull(): Promise<void> {
    // The pull that is running may have read the end of the log already, so this caller waits for
    // the next pull.
    this.nextPull ??= this.pulling.then(() => {
      const pull = this.pullNow();
      this.nextPull = undefined;
      this.pulling = pull.catch(() => undefined);
      return pull;
    });
    return this.nextPull;
  }

  /** The event as it is stored now, if it is among the newest events. */
  async findRecent(stream: string, revision: number): Promise<StoredEvent | undefined> {
    return (await this.open()).recent.find(stream, revision);
  }

  /**
   * The events after a position. The feed asks the server only for events that are not among the
   * newest.
   */
  async page({ after, limit }: ReadAllOptions): Promise<readonly StoredEvent[]> {
    const { recent } = await this.open();
    return recent.covers(after) ? recent.after(after, limit) : this.read({ after, limit });
  }

  /** Reads from the server, for callers that check what is stored. */
  async read({ after, limit, upTo }: ReadAllOptions): Promise<readonly StoredEvent[]> {
    const read = await this.connection.readAll(after, limit);
    const within = read.filter(({ position }) => position <= (upTo ?? position));
    return this.dated(within);
  }

  /** The event at exactly that position. */
  async at(position: Position): Promise<StoredEvent | undefined> {
    const found = await this.connection.at(position);
    return found && (await this.dated([found]))[0];
  }

  /** The same events with their `committedAt`. */
  async dated(events: readonly Undated[]): Promise<readonly StoredEvent[]> {
    const { recent, last } = await this.open();
    const newest = events.reduce((max, { position }) => Math.max(max, position), 0);
    if (newest > last.position) await this.pull();
    const old = events.filter(({ position }) => !recent.covers(position - 1));
    const positions = old.map(({ position }) => position);
    const kept = positions.length > 0 ? await this.times.of(positions) : new Map<never, never>();
    return events.map(({ recordedAt, ...event }) => {
      const { position } = event;
      const differing = this.unkept.get(position) ?? kept.get(position);
      return { ...event, committedAt: recent.at(position)?.committedAt ?? differing ?? recordedAt };
    });
  }

  async positionAt(at: Instant): Promise<Position> {
    await this.pull();
    const { recent, last } = await this.open();
    if (last.committedAt <= at) return last.position;
    const first = recent.first?.committedAt;
    if (first !== undefined && first <= at) return recent.lastUntil(at)?.position ?? 0;
    let position = (await this.times.lastUntil(at))?.position ?? 0;
    let page: readonly StoredEvent[];
    let found: StoredEvent | undefined;
    do {
      page = await this.page({ after: position, limit: PAGE });
      found = page.findLast(({ committedAt }) => committedAt <= at);
      position = found?.position ?? position;
    } while (found && found === page.at(-1));
    return position;
  }

  /** Keeps the known commit times for processes that start later. */
  async close(): Promise<void> {
    const known = await this.opening?.catch(() => undefined);
    if (known && this.sinceKept > 0) await this.keepTimes(known.last);
  }

  private open(): Promise<Known> {
    this.opening ??= this.load();
    this.opening.catch(() => (this.opening = undefined));
    return this.opening;
  }

  private async load(): Promise<Known> {
    const last = await this.times.last();
    if (last && (await this.connection.at(last.position)))
      return { recent: new RecentEvents(last.position), last };
    // The table describes another log, as after a restore, so its times would be wrong here.
    if (last) await this.times.clear();
    return { recent: new RecentEvents(0), last: { position: 0, committedAt: '' } };
  }

  private async pullNow(): Promise<void> {
    let page: readonly Undated[];
    do {
      page = await this.connection.readAll(await this.end(), PAGE);
      await this.accept(page);
    } while (page.length === PAGE);
  }

  private async keepTimes(last: CommitTime): Promise<void> {
    this.sinceKept = 0;
    const late = [...this.unkept].map(([position, committedAt]) => ({ position, committedAt }));
    const times = [...late.filter(({ position }) => position < last.position), last];
    try {
      await this.times.keep(times);
      for (const { position } of times) this.unkept.delete(position);
    } catch {
      // PostgreSQL is unavailable. The next call keeps these times, and those since.
    }
  }
}
