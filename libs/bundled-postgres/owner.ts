import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './cluster';

/**
 * This file names the owner: the node process that stops the server when it ends. Other processes
 * on the same cluster are guests. If the owner was killed, the next process that starts becomes the
 * owner.
 */
const fileOf = (home: string): string => join(home, 'owner');

/**
 * Identifies a process by its number and its start time, because the system reuses numbers. Returns
 * undefined for a zombie: a process that has ended while its parent has not noticed yet.
 */
const identityOf = (pid: number): string | undefined => {
  if (process.platform !== 'linux') return String(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]}`;
  } catch {
    return undefined;
  }
};

const ownerOf = (home: string): string | undefined => {
  try {
    return readFileSync(fileOf(home), 'utf8');
  } catch {
    return undefined;
  }
};

export const hasLiveOwner = (home: string): boolean => {
  const owner = ownerOf(home);
  const pid = Number(owner?.split(' ')[0]);
  return pid > 0 && isAlive(pid) && identityOf(pid) === owner;
};

export const own = (home: string): void =>
  writeFileSync(fileOf(home), identityOf(process.pid) ?? '', { mode: 0o600 });

export const isOwn = (home: string): boolean => ownerOf(home) === identityOf(process.pid);

export const disown = (home: string): void => rmSync(fileOf(home), { force: true });
