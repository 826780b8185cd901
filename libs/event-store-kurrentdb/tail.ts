import {
  type StoredEvent,
  StoreUnavailable,
  type SubscribeOptions,
} from '@talentloop/event-sourcing';
import type { WakeUp } from '@talentloop/event-store-postgres';
import type { LogFeed } from './log-feed';

/** How long the reader waits after an outage before it asks the server again. */
const OUTAGE_MS = 500;

/**
 * No position lies beyond this one, so a wait for it ends by its timeout or by the abort signal.
 */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Reads page after page of the feed, and waits at the end of the log and during an outage. */
export async function* tail(
  { after, batchSize, signal }: SubscribeOptions,
  feed: LogFeed,
  wakeUp: WakeUp,
): AsyncGenerator<readonly StoredEvent[]> {
  let position = after;
  while (!signal.aborted) {
    const page = await feed.page({ after: position, limit: batchSize }).catch(duringOutage);
    const last = page?.at(-1);
    if (signal.aborted) return;
    if (page && last) {
      position = last.position;
      yield page;
    } else await wakeUp.wait(page ? position : NEVER, OUTAGE_MS, signal);
  }
}

const duringOutage = (error: unknown): undefined => {
  if (error instanceof StoreUnavailable) return undefined;
  throw error;
};
