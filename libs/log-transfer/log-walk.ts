import type { MovableLog, Position, StoredEvent } from '@talentloop/event-sourcing';

const PAGE = 2_000;

/**
 * Walks through the events of a log after a position, one by one, and fetches the next page
 * meanwhile.
 */
export class LogWalk {
  /** The position of the event that was returned last. */
  position: Position;
  /** The position of the event before that one. */
  before: Position;
  private readonly events: AsyncGenerator<StoredEvent>;

  constructor(
    private readonly log: MovableLog,
    start: Position,
  ) {
    [this.position, this.before] = [start, start];
    this.events = this.all(start);
  }

  async next(): Promise<StoredEvent | undefined> {
    const { value, done } = await this.events.next();
    if (done) return undefined;
    this.before = this.position;
    this.position = value.position;
    return value;
  }

  async close(): Promise<void> {
    await this.events.return(undefined);
  }

  private async *all(start: Position): AsyncGenerator<StoredEvent> {
    let page = await this.page(start);
    for (let last = page.at(-1); last; last = page.at(-1)) {
      const next = this.page(last.position);
      yield* page;
      page = await next;
    }
  }

  private page(after: Position): Promise<readonly StoredEvent[]> {
    const page = this.log.readAll({ after, limit: PAGE });
    // The caller that awaits this page gets the error. If no caller needs the page, the error does
    // not matter.
    page.catch(() => undefined);
    return page;
  }
}
