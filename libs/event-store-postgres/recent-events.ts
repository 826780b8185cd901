import type { Position, ReadAllOptions, StoredEvent } from '@talentloop/event-sourcing';

/** One read of the log brings so many at most. */
const PAGE = 2_000;

/** What is remembered at most, in events and in characters of their data. */
const EVENTS_MAX = 4_000;
const CHARACTERS_MAX = 8_000_000;

/**
 * The end of the log, read once for all followers of a process: they wake together and want the
 * same events. Nothing stored ever changes, so what was read a moment ago need not be read again.
 */
export class RecentEvents {
  /** A run of the log without a hole: what follows `from`. */
  private run: readonly StoredEvent[] = [];
  private from: Position = 0;
  private readonly reading = new Map<Position, Promise<readonly StoredEvent[]>>();

  constructor(
    private readonly readAll: (options: ReadAllOptions) => Promise<readonly StoredEvent[]>,
  ) {}

  /** At most `limit` events behind `position`; fewer do not mean that there are no more. */
  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const known = this.known(position);
    return (known.length > 0 ? known : await this.read(position)).slice(0, limit);
  }

  private known(position: Position): readonly StoredEvent[] {
    const last = this.run.at(-1)?.position ?? 0;
    if (position < this.from || position >= last) return [];
    if (position === this.from) return this.run;
    return this.run.slice(this.run.findIndex((event) => event.position > position));
  }

  private read(position: Position): Promise<readonly StoredEvent[]> {
    const underWay = this.reading.get(position);
    if (underWay) return underWay;
    const read = this.readAll({ after: position, limit: PAGE })
      .then((page) => this.learn(position, page))
      .finally(() => this.reading.delete(position));
    this.reading.set(position, read);
    return read;
  }

  private learn(position: Position, page: readonly StoredEvent[]): readonly StoredEvent[] {
    const end = this.run.at(-1)?.position ?? this.from;
    const newest = page.at(-1)?.position ?? 0;
    // Whoever is far behind reads what the others have no use for any more.
    if (newest <= end) return page;
    if (position === end) this.run = [...this.run, ...page];
    else [this.from, this.run] = [position, page];
    this.shorten();
    return page;
  }

  private shorten(): void {
    let characters = 0;
    const kept = this.run.findLastIndex(({ data }, i) => {
      characters += data.length;
      return this.run.length - i > EVENTS_MAX || characters > CHARACTERS_MAX;
    });
    if (kept < 0) return;
    this.from = this.run[kept]?.position ?? this.from;
    this.run = this.run.slice(kept + 1);
  }
}
