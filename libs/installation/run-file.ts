import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One process of the installation. */
export interface RunningProcess {
  /** The name of the app's folder. */
  readonly service: string;
  readonly role: 'api' | 'worker';
  readonly pid: number;
  readonly port: number;
}

/**
 * What runs on a data folder. The file `run.json` in it holds this, for tools and for a second
 * start.
 */
export interface Run {
  readonly url: string;
  /** A connection string, so only the file's owner may read the file. */
  readonly postgres: string;
  readonly processes: readonly RunningProcess[];
}

const fileOf = (data: string): string => path.join(data, 'run.json');

export const writeRun = (data: string, run: Run): void => {
  mkdirSync(data, { recursive: true });
  const beside = `${fileOf(data)}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, fileOf(data));
};

const readRun = (data: string): Run | undefined => {
  try {
    return JSON.parse(readFileSync(fileOf(data), 'utf8')) as Run;
  } catch {
    return undefined;
  }
};

export const removeRun = (data: string): void => rmSync(fileOf(data), { force: true });

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** The run of a folder, if the process that serves it answers. */
export const findLiveRun = async (data: string): Promise<Run | undefined> => {
  const run = readRun(data);
  if (!run?.processes.some(({ pid }) => isAlive(pid))) return undefined;
  const answers = await fetch(`${run.url}/health/live`, {
    signal: AbortSignal.timeout(3_000),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
  return answers ? run : undefined;
};
