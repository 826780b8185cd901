import type { Position } from '@talentloop/event-sourcing';

/** Follows an import, and tells where those who followed the exported log stand in the new one. */
export class CarriedFollowers {
  private readonly waiting: [name: string, position: Position][];
  private readonly settled = new Map<string, Position>();

  /** The export begins after `beginning`, which is `start` in this log. */
  constructor(followers: Readonly<Record<string, Position>>, beginning: Position, start: Position) {
    this.waiting = Object.entries(followers)
      // Of a follower that was behind where the export begins, only the log before knows the place.
      .filter(([, position]) => position >= beginning)
      .toSorted(([, a], [, b]) => a - b);
    this.settle(beginning + 1, start);
  }

  /** Whether some follower stands before that event, so that its place is to be noted. */
  isDue(next: Position): boolean {
    return (this.waiting[0]?.[1] ?? Number.MAX_SAFE_INTEGER) < next;
  }

  /** Those who had not come to `next` yet stand at `here`. */
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
