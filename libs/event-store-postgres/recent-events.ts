import type { Position, ReadAllOptions, StoredEvent } from '@talentloop/event-sourcing';

/** How many events one read of the log returns at most. */
const PAGE = 2_000;

/** How much this class remembers at most, in events and in characters of their data. */
const EVENTS_MAX = 4_000;
const CHARACTERS_MAX = 8_000_000;

/** The events after one position, up to another position. */
interface Page {
  readonly from: Position;
  readonly to: Position;
  readonly events: readonly StoredEvent[];
  readonly characters: number;
}

/**
 * Remembers the end of the log for all followers of a process. The followers wake together and want
 * the same events. Stored events never change, so the process need not read them twice.
 */
export class RecentEvents {
  /**
   * Each page begins where the page before it ends, so together they are a part of the log without
   * a gap.
   */
  private readonly pages: Page[] = [];
  private events = 0;
  private characters = 0;
  private readonly reading = new Map<Position, Promise<readonly StoredEvent[]>>();

  constructor(
    private readonly readAll: (options: ReadAllOptions) => Promise<readonly StoredEvent[]>,
  ) {}

  /**
   * Returns at most `limit` events after `position`, and as many of them as are remembered, so a
   * follower that lags takes larger steps. A shorter result does not mean that the log ends there.
   */
  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const events = this.known(position, limit) ?? (await this.read(position));
    return events.length > limit ? events.slice(0, limit) : events;
  }

  private known(position: Position, limit: number): readonly StoredEvent[] | undefined {
    const index = this.pages.findLastIndex(({ from, to }) => from <= position && position < to);
    const page = this.pages[index];
    if (!page) return undefined;
    const first =
      page.from === position ? page.events : page.events.filter((it) => it.position > position);
    if (index === this.pages.length - 1 || first.length >= limit) return first;
    const events = [...first];
    for (const later of this.pages.slice(index + 1)) {
      if (events.length >= limit) break;
      events.push(...later.events);
    }
    return events;
  }

  private read(position: Position): Promise<readonly StoredEvent[]> {
    const underWay = this.reading.get(position);
    if (underWay) return underWay;
    const read = this.readAll({ after: position, limit: PAGE })
      .then((events) => {
        this.learn(position, events);
        return events;
      })
      .finally(() => this.reading.delete(position));
    this.reading.set(position, read);
    return read;
  }

  private learn(from: Position, events: readonly StoredEvent[]): void {
    const end = this.pages.at(-1)?.to ?? 0;
    const to = events.at(-1)?.position ?? 0;
    // A follower that is far behind reads pages that the other followers no longer need.
    if (to <= end) return;
    if (from !== end) while (this.pages.length > 0) this.forgetOldest();
    const characters = events.reduce((sum, { data }) => sum + data.length, 0);
    this.pages.push({ from, to, events, characters });
    this.events += events.length;
    this.characters += characters;
    while (this.events > EVENTS_MAX || this.characters > CHARACTERS_MAX) this.forgetOldest();
  }

  private forgetOldest(): void {
    const page = this.pages.shift();
    this.events -= page?.events.length ?? 0;
    this.characters -= page?.characters ?? 0;
  }
}
