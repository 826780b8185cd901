import type { Position } from '@talentloop/event-sourcing';

/**
 * Finds, during an import, the positions in the new log at which the followers of the exported log
 * continue.
 */
export class CarriedFollowers {
  private readonly waiting: [name: string, position: Position][];
  private readonly settled = new Map<string, Position>();

  /**
   * The export begins after position `beginning` of the exported log, which is position `start` in
   * this log.
   */
  constructor(followers: Readonly<Record<string, Position>>, beginning: Position, start: Position) {
    this.waiting = Object.entries(followers)
      // If a follower was behind the beginning of the export, the file cannot tell its place.
      .filter(([, position]) => position >= beginning)
      .toSorted(([, a], [, b]) => a - b);
    this.settle(beginning + 1, start);
  }

  /** Whether some follower stood before that event, so that its place must be noted now. */
  isDue(next: Position): boolean {
    return (this.waiting[0]?.[1] ?? Number.MAX_SAFE_INTEGER) < next;
  }

  /** Places the followers that had not reached `next` at `here`. */
  settle(next: Position, here: Position): void {
    while (this.isDue(next)) {
      const [first] = this.waiting.splice(0, 1);
      if (first) this.settled.set(first[0], here);
    }
  }

  inTarget(): ReadonlyMap<string, Position> {
    return this.settled;
  }
}
