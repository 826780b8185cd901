import {
  type ChainEnd,
  FIRST_PREVIOUS_HASH,
  hashOf,
  NO_STREAM,
  type StoredEvent,
} from '@talentloop/event-sourcing';

/** For how many streams the end stays in memory; about 250 bytes each. */
const STREAMS_MAX = 200_000;

export interface LogCheckOptions {
  readonly gapless: boolean;
  /** The position after which the events begin. The check does not know what is before. */
  readonly after: number;
  readonly streamsMax?: number;
}

/**
 * Checks the events of a log in order: each event's hash, its stream's revisions and chain,
 * positions and times. Memory is bounded. The check skips the chain of a stream whose end it no
 * longer remembers, unless `remember` supplies that end.
 */
export class LogCheck {
  private readonly ends = new Map<string, ChainEnd>();
  private forgot: boolean;
  private position: number;
  private committedAt = '';

  constructor(private readonly options: LogCheckOptions) {
    this.position = options.after;
    this.forgot = options.after > 0;
  }

  /** Whether the stream may have earlier events whose end this check does not know. */
  mayHaveForgotten(stream: string): boolean {
    return this.forgot && !this.ends.has(stream);
  }

  remember(stream: string, end: ChainEnd): void {
    this.ends.delete(stream);
    this.ends.set(stream, end);
    if (this.ends.size <= (this.options.streamsMax ?? STREAMS_MAX)) return;
    const [oldest] = this.ends.keys();
    if (oldest !== undefined) this.ends.delete(oldest);
    this.forgot = true;
  }

  /** What is wrong with the event, in words; undefined if nothing is. */
  flawOf(event: StoredEvent): string | undefined {
    const flaw = this.flawOfPlace(event) ?? this.flawOfChain(event);
    if (flaw !== undefined) return `${event.stream}, revision ${event.revision}: ${flaw}`;
    this.position = event.position;
    this.committedAt = event.committedAt;
    this.remember(event.stream, { revision: event.revision, hash: event.hash });
    return undefined;
  }

  private flawOfPlace({ position, committedAt }: StoredEvent): string | undefined {
    if (position <= this.position) return `position ${position} comes after ${this.position}`;
    if (this.options.gapless && position > this.position + 1)
      return `position ${position} comes after ${this.position}: an event is missing`;
    if (committedAt < this.committedAt) return 'it was committed before the event before it';
    return undefined;
  }

  private flawOfChain(event: StoredEvent): string | undefined {
    if (hashOf(event) !== event.hash) return 'its hash does not match its content';
    if (this.mayHaveForgotten(event.stream)) return undefined;
    const end = this.ends.get(event.stream) ?? { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
    if (event.revision !== end.revision + 1)
      return `it comes after revision ${end.revision}: an event of its stream is missing`;
    if (event.previousHash !== end.hash)
      return 'it names a previous event other than the stored one';
    return undefined;
  }
}
