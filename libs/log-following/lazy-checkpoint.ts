import type { Position } from '@talentloop/event-sourcing';

/** Moves a checkpoint, with what else is written; false when it is not where the mover believes. */
export type MoveCheckpoint = (move: { from: Position; to: Position }) => Promise<boolean>;

/** How late a checkpoint may be written that nothing else is written with. */
const LATE_MS = 50;

/**
 * A follower's checkpoint, for one whose work may be done again: it is written a little later,
 * together with the moves that follow. What a killed process had not written yet is gone through
 * again by the next one. Its moves are made one after another, by one follower.
 */
export class LazyCheckpoint {
  private written: Position = 0;
  private reached: Position = 0;
  private timer: NodeJS.Timeout | undefined;
  private overtaken = false;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly move: MoveCheckpoint) {}

  /** Everything up to here is done. */
  get position(): Position {
    return this.reached;
  }

  /**
   * Where to begin, as it is written. What was still to be written is written before: a follower whose
   * subscription ends again and again would otherwise go through the same events for ever.
   */
  async begin(load: () => Promise<Position>): Promise<Position> {
    await this.flush().catch(() => undefined);
    this.written = await load();
    this.reached = this.written;
    this.overtaken = false;
    return this.written;
  }

  /** False when another follower has moved it: the caller must begin again. */
  moveLater(to: Position): boolean {
    if (this.overtaken) return false;
    this.reached = to;
    // What could not be written now is written with the next move.
    this.timer ??= setTimeout(() => void this.flush().catch(() => undefined), LATE_MS).unref();
    return true;
  }

  /** Moves with what the caller writes, which is given the move; false when it was overtaken. */
  async moveWith(to: Position, write: MoveCheckpoint): Promise<boolean> {
    await this.settle();
    this.overtaken ||= !(await write({ from: this.written, to }));
    if (this.overtaken) return false;
    this.written = to;
    this.reached = to;
    return true;
  }

  /** Writes what has not been written yet, unless another follower has moved it. */
  flush(): Promise<void> {
    this.writing = this.settle().then(() => this.write());
    return this.writing;
  }

  private async settle(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing.catch(() => undefined);
  }

  private async write(): Promise<void> {
    const move = { from: this.written, to: this.reached };
    if (this.overtaken || move.to <= move.from) return;
    if (await this.move(move)) this.written = move.to;
    else this.overtaken = true;
  }
}
