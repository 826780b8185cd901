import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  fchownSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { programme } from './binaries';
import { dataOf, environment, isAlive } from './cluster';
import type { Placement } from './placement';

/** A server that runs on the cluster, as its lock file describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const LOG_BYTES_MAX = 10_000_000;

/**
 * Finds the server that runs on the cluster now. Removes a lock file whose process no longer runs.
 */
export const findPostmaster = (home: string): Postmaster | undefined => {
  const file = join(dataOf(home), 'postmaster.pid');
  let lines: readonly string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (pid > 0 && isAlive(pid) && servesCluster(pid, dataOf(home)))
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // Another process may have this number by now. PostgreSQL would not notice, and would refuse to
  // start.
  if (pid > 0) rmSync(file, { force: true });
  return undefined;
};

/** The working directory of a postmaster is its data folder. */
const servesCluster = (pid: number, data: string): boolean => {
  try {
    if (process.platform === 'linux')
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    if (process.platform === 'win32') return true;
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres');
  } catch {
    return false;
  }
};

/**
 * Starts a server. Returns once it accepts connections, or undefined once its process has ended.
 */
export const startPostmaster = async (
  placement: Placement,
  durable: boolean,
): Promise<Postmaster | undefined> => {
  const port = await freePort();
  const log = openLog(placement);
  const child = spawn(
    programme(placement.native, 'postgres'),
    serverOptions(placement, port, durable),
    {
      cwd: dirname(placement.native),
      env: environment(),
      // With a process group of its own, Ctrl-C in the terminal stops this process and not the
      // server first.
      detached: true,
      stdio: ['ignore', log, log],
      ...(placement.account && { uid: placement.account.uid, gid: placement.account.gid }),
    },
  );
  closeSync(log);
  child.unref();
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  while (!ended) {
    const found = findOwnLock(placement.home, child.pid);
    if (found?.ready) return found;
    await sleep(5);
  }
  return undefined;
};

/**
 * Reads the lock file without removing it: a server that starts at the same moment may be writing
 * it.
 */
const findOwnLock = (home: string, pid: number | undefined): Postmaster | undefined => {
  try {
    const lines = readFileSync(join(dataOf(home), 'postmaster.pid'), 'utf8').split('\n');
    if (Number(lines[0]) !== pid || !pid) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
};

const serverOptions = ({ home }: Placement, port: number, durable: boolean): readonly string[] => {
  const settings: Readonly<Record<string, string | number>> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', dataOf(home), ...flags];
};

const openLog = ({ home, account }: Placement): number => {
  const file = join(home, 'postgres.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) rmSync(file);
  const log = openSync(file, 'a', 0o600);
  if (account) fchownSync(log, account.uid, account.gid);
  return log;
};

export const logTail = (home: string): string => {
  try {
    return readFileSync(join(home, 'postgres.log'), 'utf8').split('\n').slice(-6).join('\n').trim();
  } catch {
    return '';
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/**
 * Stops the server with PostgreSQL's fast shutdown, which ends sessions and writes what was
 * committed to disk. After 10 s it uses the immediate shutdown.
 */
export const stopPostmaster = async ({ native, home }: Placement, pid: number): Promise<void> => {
  const runs = (): boolean => findPostmaster(home)?.pid === pid;
  signal(native, pid, 'SIGINT');
  for (let waitedMs = 0; runs() && waitedMs < 10_000; waitedMs += 10) await sleep(10);
  if (runs()) signal(native, pid, 'SIGQUIT');
  // PostgreSQL removes the lock file a moment before its process ends.
  for (let waitedMs = 0; isAlive(pid) && waitedMs < 200; waitedMs += 10) await sleep(10);
};

/**
 * Sends a signal. Windows has no signals, so PostgreSQL's own tool sends its substitute. This
 * function is synchronous because it also runs while a process exits.
 */
export const signal = (native: string, pid: number, name: 'SIGINT' | 'SIGQUIT'): void => {
  try {
    if (process.platform === 'win32')
      execFileSync(programme(native, 'pg_ctl'), ['kill', name.slice(3), String(pid)]);
    else process.kill(pid, name);
  } catch {
    // The server has ended already.
  }
};
