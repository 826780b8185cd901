import { setTimeout } from 'node:timers/promises';

/** Resolves after that time, or at once when the signal aborts. */
export const pause = (durationMs: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(durationMs, undefined, { ...(signal && { signal }) }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });

const LONGEST_MS = 5_000;

/** The back-off in milliseconds: 50, 100, 200 and so on up to 5,000. Attempts count from 1. */
export const backOffMs = (attempt: number): number =>
  Math.min(LONGEST_MS, 50 * 2 ** Math.min(attempt - 1, 10));

/**
 * Runs at most `limit` of the jobs at once. Rejects with the first failure once all jobs have
 * ended.
 */
export const inParallel = async <T>(
  jobs: readonly T[],
  limit: number,
  run: (job: T) => Promise<void>,
): Promise<void> => {
  let next = 0;
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
      await run(job).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, worker));
  if (failures.length > 0) throw failures[0];
};

/** Groups the items by key. Each group keeps their order. */
export const grouped = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** Where runners report what an operator should know, such as pino's logger. */
export interface RunnerLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export const silent: RunnerLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
