import type { EventStore, Position, StoredEvent } from '@talentloop/event-sourcing';
import { backOffMs, pause, type RunnerLog } from './waiting';

/**
 * The outcome of a batch. `done`: continue. `again`: repeat at once. `fenced`: another follower has
 * moved the checkpoint. `stopped`: the follower cannot continue for now.
 */
export type BatchOutcome = 'done' | 'again' | 'fenced' | 'stopped';

export interface Follower {
  readonly name: string;
  readonly store: EventStore;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  readonly log: RunnerLog;
  /**
   * Where to begin. The runner asks again after every interruption; undefined ends the follower.
   */
  position(): Promise<Position | undefined>;
  /** Resolves once the whole batch is handled. If it throws, the batch is tried again. */
  handle(batch: readonly StoredEvent[]): Promise<BatchOutcome>;
  failed?(error: unknown, attempt: number): void;
}

/** After another follower has overtaken this one, it waits this long before it tries again. */
const STEP_BACK_MS = 200;

/** A stopped follower tries again this often, because an operator may have repaired the cause. */
const LOOK_AGAIN_MS = 2_000;

/**
 * Follows a log until the signal aborts. After an error it waits with back-off and tries again; it
 * never skips an event.
 */
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
      log.warn(
        { follower: name, attempt, error: String(error) },
        'a follower failed; trying again',
      );
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
  // The signal may have aborted before the listener was added, and it would not call the listener
  // then.
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
