import type { Position, StoredEvent } from '@talentloop/event-sourcing';

const EVENTS_MAX = 5_000;
const CHARACTERS_MAX = 16_000_000;

/** The end of the log in memory, which the process reads once for all followers. */
export class RecentEvents {
  private events: StoredEvent[] = [];
  private characters = 0;

  /** All events after `floor`, up to the last event, are in memory. */
  constructor(private floor: Position) {}

  push(event: StoredEvent): void {
    this.events.push(event);
    this.characters += lengthOf(event);
    if (this.events.length > EVENTS_MAX * 2 || this.characters > CHARACTERS_MAX) this.shorten();
  }

  /** Whether all events after the position are in memory. */
  covers(position: Position): boolean {
    return position >= this.floor;
  }

  after(position: Position, limit: number): readonly StoredEvent[] {
    const first = this.indexAfter(position);
    return this.events.slice(first, first + limit);
  }

  at(position: Position): StoredEvent | undefined {
    const found = this.events[this.indexAfter(position - 1)];
    return found?.position === position ? found : undefined;
  }

  /**
   * Finds a stream's event by its revision. The search begins at the end, because the events of
   * recent appends are there.
   */
  find(stream: string, revision: number): StoredEvent | undefined {
    return this.events.findLast((event) => event.revision === revision && event.stream === stream);
  }

  get first(): StoredEvent | undefined {
    return this.events[0];
  }

  /** The last event that was committed at or before `at`. */
  lastUntil(at: string): StoredEvent | undefined {
    return this.events.findLast(({ committedAt }) => committedAt <= at);
  }

  private indexAfter(position: Position): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private shorten(): void {
    const kept = this.events.slice(Math.ceil(this.events.length / 2));
    this.floor = this.events[this.events.length - kept.length - 1]?.position ?? this.floor;
    this.events = kept;
    this.characters = kept.reduce((sum, event) => sum + lengthOf(event), 0);
  }
}

const lengthOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;
