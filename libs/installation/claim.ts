import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findLiveRun, isAlive, removeRun, type Run } from './run-file';

const STARTING_MS_MAX = 60_000;

/** Either this process now serves the folder, or this is the run of the process that does. */
export type Claimed = { readonly release: () => void } | { readonly served: Run };

const lockOf = (data: string): string => path.join(data, 'start.lock');

const holderOf = (data: string): number | undefined => {
  try {
    return Number(readFileSync(lockOf(data), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
};

const take = (data: string): boolean => {
  try {
    const lock = openSync(lockOf(data), 'wx', 0o600);
    writeSync(lock, String(process.pid));
    closeSync(lock);
    return true;
  } catch (error) {
    if (typeof error === 'object' && Reflect.get(error ?? {}, 'code') === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Lets one installation serve a folder. A second start waits until the first one answers, and gets
 * its run. If a process was killed, the next start takes over what it left.
 */
export const claimDataFolder = async (data: string): Promise<Claimed> => {
  mkdirSync(data, { recursive: true });
  const until = Date.now() + STARTING_MS_MAX;
  while (Date.now() < until) {
    if (take(data)) {
      const release = (): void => {
        removeRun(data);
        rmSync(lockOf(data), { force: true });
      };
      return { release };
    }
    const served = await findLiveRun(data);
    if (served) return { served };
    const holder = holderOf(data);
    if (holder === undefined || holder === process.pid || !isAlive(holder)) {
      rmSync(lockOf(data), { force: true });
    } else await sleep(200);
  }
  throw new Error(
    `Another process (${holderOf(data)}) is starting on ${data} and does not answer.`,
  );
};
