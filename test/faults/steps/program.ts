import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '@talentloop/testing';

const START_MS_MAX = 60_000;

/** A built program as a process of its own. */
export interface Program {
  readonly url: string;
  readonly pid: number;
  /** What it has printed. */
  log(): string;
  /** SIGKILL: the process ends at once, in the middle of its work. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves with its exit code. */
  stop(): Promise<number | null>;
}

const ended = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  if (ended(child)) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
};

/** Starts the program and waits until it is ready: migrated, and caught up once. */
export const startProgram = async (
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<Program> => {
  const { NODE_ENV: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [file], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const out of [child.stdout, child.stderr]) out.on('data', (text) => (log += String(text)));
  const urlOf = (): string | undefined => /https?:\/\/[\w.:[\]]+/.exec(log)?.[0];
  const isReady = async (): Promise<boolean> => {
    if (ended(child)) throw new Error(`${file} ended:\n${log}`);
    const url = urlOf();
    if (url === undefined) return false;
    return fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  try {
    await until(`${file} is ready`, isReady, START_MS_MAX);
  } catch (cause) {
    await end(child, 'SIGKILL');
    throw new Error(`${file} did not start:\n${log}`, { cause });
  }
  return {
    url: urlOf() ?? '',
    pid: child.pid ?? 0,
    log: () => log,
    kill: () => end(child, 'SIGKILL'),
    stop: async () => {
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
  };
};
