import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './cluster';

/**
 * The node process that stops the server when it ends. Others that use the same cluster are guests;
 * when the owner was killed, the next one to come takes over.
 */
const fileOf = (home: string): string => join(home, 'owner');

/**
 * A process by its number and the moment it began, because numbers are used again. One that was
 * killed, but that its parent has not noticed yet, is nobody.
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
