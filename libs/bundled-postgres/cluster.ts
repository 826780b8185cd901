import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf, programme } from './binaries';
import type { Placement } from './placement';

export const USER = 'talentloop';

export const dataOf = (home: string): string => join(home, 'data');
export const passwordOf = (home: string): string => readFileSync(join(home, 'password'), 'utf8');

/**
 * The environment for PostgreSQL's programs, without the PG* variables of the user who started
 * TalentLoop.
 */
export const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' && { SystemRoot: process.env['SystemRoot'] }),
});

/**
 * Creates the cluster under another name and then renames the folder. After a crash, or if another
 * process does the same, there is a complete cluster or none.
 */
export const createCluster = async (placement: Placement, durable: boolean): Promise<void> => {
  const { home } = placement;
  if (existsSync(home)) return;
  removeUnfinished(home);
  const unfinished = `${home}.init-${process.pid}-${randomUUID()}`;
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(join(unfinished, 'password'), randomBytes(24).toString('hex'), { mode: 0o600 });
  if (placement.account) giveTo(placement.account, unfinished, join(unfinished, 'password'));
  await initdb(placement, unfinished, durable);
  try {
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
};

const giveTo = ({ uid, gid }: { uid: number; gid: number }, ...paths: readonly string[]): void =>
  paths.forEach((path) => chownSync(path, uid, gid));

const initdb = async (placement: Placement, folder: string, durable: boolean): Promise<void> => {
  const options = [
    `--pgdata=${dataOf(folder)}`,
    `--pwfile=${join(folder, 'password')}`,
    `--username=${USER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Every machine then sorts by code point, and PostgreSQL knows the letters of Unicode.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await promisify(execFile)(programme(placement.native, 'initdb'), options, {
      cwd: dirname(placement.native),
      env: environment(),
      ...(placement.account && { uid: placement.account.uid, gid: placement.account.gid }),
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : error;
    throw new Error(`PostgreSQL could not create its data folder ${placement.home}: ${said}`, {
      cause: error,
    });
  }
};

/** Removes what processes left behind that died while they created the cluster. */
const removeUnfinished = (home: string): void => {
  const prefix = `${basename(home)}.init-`;
  for (const name of readdirSync(dirname(home)).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue;
    rmSync(join(dirname(home), name), { recursive: true, force: true });
  }
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};
