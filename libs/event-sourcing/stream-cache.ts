import type { Instant, Position } from './event';

/** What a writer remembers of a stream: its state, and what the next event is chained to. */
export interface StreamState<S> {
  readonly state: S;
  readonly revision: number;
  readonly hash: string;
  readonly createdAt: Instant;
  readonly recordedAt: Instant;
  readonly correlationId: string;
  readonly subject: string;
  readonly position: Position;
  /**
   * The age of the cache when the entry was made. The cache refuses an entry from before it was
   * cleared.
   */
  readonly age: number;
}

/** The streams used last, so that a command need not read its stream again. Bounded. */
export class StreamCache {
  private readonly entries = new Map<string, StreamState<unknown>>();
  private cleared = 0;

  constructor(private readonly streamsMax: number) {}

  /** Another number after each time that everything was forgotten. */
  get age(): number {
    return this.cleared;
  }

  get<S>(stream: string): StreamState<S> | undefined {
    const held = this.entries.get(stream);
    if (!held) return undefined;
    this.entries.delete(stream);
    this.entries.set(stream, held);
    // A stream belongs to one decider, so what was put in under its name is what comes out.
    return held as StreamState<S>;
  }

  set<S>(stream: string, held: StreamState<S>): void {
    if (held.age !== this.cleared) return;
    this.entries.delete(stream);
    this.entries.set(stream, held);
    if (this.entries.size <= this.streamsMax) return;
    for (const oldest of this.entries.keys()) return void this.entries.delete(oldest);
  }

  forget(stream: string): void {
    this.entries.delete(stream);
  }

  clear(): void {
    this.cleared += 1;
    this.entries.clear();
  }
}
