import type { Position } from '@talentloop/event-sourcing';

/**
 * Moves a checkpoint together with what else the transaction writes. Returns false if the
 * checkpoint is not at `from`.
 */
export type MoveCheckpoint = (move: { from: Position; to: Position }) => Promise<boolean>;

/** How long a move may wait before it is written, if the follower writes nothing else with it. */
const LATE_MS = 50;

/**
 * The checkpoint of a follower whose work may be repeated. It is written up to 50 ms late, together
 * with the moves that follow. If the process is killed before that, the next process repeats the
 * work. One follower makes the moves, one after another.
 */
export class LazyCheckpoint {
  private written: Position = 0;
  private reached: Position = 0;
  private timer: NodeJS.Timeout | undefined;
  private overtaken = false;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly move: MoveCheckpoint) {}

  /** Everything up to this position is done. */
  get position(): Position {
    return this.reached;
  }

  /**
   * Returns the stored position at which to begin. It writes a pending move first. Without this, a
   * follower whose subscription ends again and again would repeat the same events for ever.
   */
  async begin(load: () => Promise<Position>): Promise<Position> {
    await this.flush().catch(() => undefined);
    this.written = await load();
    this.reached = this.written;
    this.overtaken = false;
    return this.written;
  }

  /** Returns false if another follower has moved the checkpoint. The caller must begin again. */
  moveLater(to: Position): boolean {
    if (this.overtaken) return false;
    this.reached = to;
    // A move that could not be written now is written with the next move.
    this.timer ??= setTimeout(() => void this.flush().catch(() => undefined), LATE_MS).unref();
    return true;
  }

  /**
   * Moves the checkpoint with the caller's own statement, which gets the move. Returns false if
   * another follower has moved it.
   */
  async moveWith(to: Position, write: MoveCheckpoint): Promise<boolean> {
    await this.settle();
    this.overtaken ||= !(await write({ from: this.written, to }));
    if (this.overtaken) return false;
    this.written = to;
    this.reached = to;
    return true;
  }

  /** Writes the pending move, unless another follower has moved the checkpoint. */
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
