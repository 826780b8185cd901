import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The turns of a load, one in so many milliseconds at most, until the signal aborts. What the
 * caller does in a turn counts towards its time. A test waits for conditions, and never for turns.
 */
export async function* paced(everyMs: number, signal: AbortSignal): AsyncGenerator<number> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const next = sleep(everyMs);
    yield turn;
    await next;
  }
}
