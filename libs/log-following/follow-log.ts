import type { EventStore, Position, StoredEvent } from '@talentloop/event-sourcing';
import { backOffMs, pause, type RunnerLog } from './waiting';

/**
 * What became of a batch: done; to be begun again at once; overtaken by another follower; or no way
 * on from here for now.
 */
export type BatchOutcome = 'done' | 'again' | 'fenced' | 'stopped';

export interface Follower {
  readonly name: string;
  readonly store: EventStore;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  readonly log: RunnerLog;
  /** Where to begin, asked again after every interruption; undefined ends the follower. */
  position(): Promise<Position | undefined>;
  /** Must be done with the whole batch when it resolves. Whatever it throws is tried again. */
  handle(batch: readonly StoredEvent[]): Promise<BatchOutcome>;
  failed?(error: unknown, attempt: number): void;
}

/** A follower that was overtaken leaves the field to the other for this long. */
const STEP_BACK_MS = 200;

/** What stopped a follower is looked at again this often: an operator may have mended it. */
const LOOK_AGAIN_MS = 2_000;

/** Follows a log until the signal aborts; errors are backed off, never skipped. */
export const followLog = async (follower: Follower): Promise<void> => {
  const { signal, log, name } = follower;
  for (let attempt = 1; !signal.aborted;) {
    try {
      const after = await follower.position();
      if (after === undefined) return;
      const outcome = await followFrom(after, follower, () => (attempt = 1));
      if (outcome === 'stopped') await pause(LOOK_AGAIN_MS, signal);
      if (outcome === 'fenced') await pause(STEP_BACK_MS + Math.random() * STEP_BACK_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      follower.failed?.(error, attempt);
      log.warn({ follower: name, attempt, error: String(error) }, 'a follower tries again');
      await pause(backOffMs(attempt), signal);
      attempt += 1;
    }
  }
};

const followFrom = async (
  after: Position,
  follower: Follower,
  progressed: () => void,
): Promise<BatchOutcome> => {
  const { store, batchSize, signal } = follower;
  const inner = new AbortController();
  const stop = (): void => inner.abort();
  signal.addEventListener('abort', stop, { once: true });
  // It may have been told to stop while it asked where to begin; that is not said again.
  if (signal.aborted) stop();
  try {
    for await (const batch of store.subscribe({ after, batchSize, signal: inner.signal })) {
      if (signal.aborted) return 'done';
      const outcome = await follower.handle(batch);
      if (outcome !== 'done') return outcome;
      progressed();
    }
    return 'done';
  } finally {
    signal.removeEventListener('abort', stop);
    inner.abort();
  }
};
