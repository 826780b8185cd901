import type { MovableLog, Position, StoredEvent } from '@talentloop/event-sourcing';

const EVENTS_MAX = 1_000;
const CHARACTERS_MAX = 4_000_000;

/** Writes events in batches. While one batch is written, the next one gathers. */
export class Restoring {
  private batch: StoredEvent[] = [];
  private characters = 0;
  private writing: Promise<Position>;

  constructor(
    private readonly log: MovableLog,
    /** The position at which the log ends, once `flush` has resolved. */
    public position: Position,
  ) {
    this.writing = Promise.resolve(position);
  }

  async add(event: StoredEvent): Promise<void> {
    this.batch.push(event);
    this.characters += event.data.length + event.metadata.length;
    if (this.batch.length >= EVENTS_MAX || this.characters >= CHARACTERS_MAX) await this.send();
  }

  /** Resolves once everything that was added is stored. */
  async flush(): Promise<void> {
    if (this.batch.length > 0) await this.send();
    this.position = await this.writing;
  }

  private async send(): Promise<void> {
    const { log, batch: events } = this;
    [this.batch, this.characters] = [[], 0];
    const after = await this.writing;
    this.writing = log.restore({ after, events });
    // The next call of `flush` or `send` gets the error.
    this.writing.catch(() => undefined);
  }
}
