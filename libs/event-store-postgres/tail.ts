import {
  type Position,
  type ReadAllOptions,
  type StoredEvent,
  StoreUnavailable,
  type SubscribeOptions,
} from '@talentloop/event-sourcing';
import type { RecentEvents } from './recent-events';
import type { WakeUp } from './wake-up';

/** How late a reader is at most when a notification is lost with its connection. */
const POLL_MS = 500;

export interface Log {
  readonly readAll: (options: ReadAllOptions) => Promise<readonly StoredEvent[]>;
  readonly recent: RecentEvents;
  readonly wakeUp: WakeUp;
}

/** The page, or undefined while PostgreSQL is unavailable. */
const unlessAway = (
  page: Promise<readonly StoredEvent[]>,
): Promise<readonly StoredEvent[] | undefined> =>
  page.catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  });

/**
 * Reads page after page, and waits at the end of the log. While the consumer works on a full page,
 * this function already fetches the next one. It waits while the store is unavailable. The first
 * page comes from the database; after that all readers of a process share what any of them has
 * read.
 */
export async function* tail(
  { after, batchSize, signal }: SubscribeOptions,
  { readAll, recent, wakeUp }: Log,
): AsyncGenerator<readonly StoredEvent[]> {
  const fetch = (from: Position) => unlessAway(recent.after(from, batchSize));
  let position = after;
  let next = unlessAway(readAll({ after, limit: batchSize }));
  while (!signal.aborted) {
    const page = await next;
    const last = page?.at(-1);
    if (signal.aborted) return;
    if (!page || !last) {
      // After an outage the reader waits for the poll interval. It does not ask again at once.
      await wakeUp.wait(page ? position : Number.MAX_SAFE_INTEGER, POLL_MS, signal);
      next = fetch(position);
      continue;
    }
    position = last.position;
    const full = page.length === batchSize;
    if (full) (next = fetch(position)).catch(() => undefined);
    yield page;
    if (full) continue;
    // If the log is known to end here, another read would find nothing.
    if (wakeUp.isEnd(position)) await wakeUp.wait(position, POLL_MS, signal);
    next = fetch(position);
  }
}
