import type { MovableLog, Position, StoredEvent } from '@talentloop/event-sourcing';

const PAGE = 2_000;

/** The events that a log holds behind a position, one by one; the next page is on its way. */
export class LogWalk {
  /** Of the event that was given out last. */
  position: Position;
  /** Of the event before that one. */
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
    // Whoever awaits it hears of it; a page that nobody needs any more does not matter.
    page.catch(() => undefined);
    return page;
  }
}
