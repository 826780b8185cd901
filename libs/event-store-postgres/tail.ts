import {
  type ReadAllOptions,
  type StoredEvent,
  StoreUnavailable,
  type SubscribeOptions,
} from '@talentloop/event-sourcing';
import type { WakeUp } from './wake-up';

/** A notification may get lost with its connection; then this is how late a reader is. */
const POLL_MS = 500;

/**
 * Reads page after page and waits at the end. While the consumer works on a full page the next one
 * is fetched already. An outage of the store is waited out.
 */
export async function* tail(
  { after, batchSize, signal }: SubscribeOptions,
  readAll: (options: ReadAllOptions) => Promise<readonly StoredEvent[]>,
  wakeUp: WakeUp,
): AsyncGenerator<readonly StoredEvent[]> {
  const fetch = (from: number): Promise<readonly StoredEvent[] | undefined> =>
    readAll({ after: from, limit: batchSize }).catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return undefined;
      throw error;
    });
  let position = after;
  let next = fetch(position);
  while (!signal.aborted) {
    const page = await next;
    const last = page?.at(-1);
    if (signal.aborted) return;
    if (!page || !last) {
      // Unlike an empty page, an outage must not be asked about again at once.
      await wakeUp.wait(page ? position : Number.MAX_SAFE_INTEGER, POLL_MS, signal);
      next = fetch(position);
      continue;
    }
    position = last.position;
    const full = page.length === batchSize;
    if (full) (next = fetch(position)).catch(() => undefined);
    yield page;
    if (!full) next = fetch(position);
  }
}
