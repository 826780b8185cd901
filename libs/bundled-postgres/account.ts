import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account under which the server runs, if it is not the account of this process. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const accounts = (): readonly Account[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));

/**
 * PostgreSQL refuses to run as root. So root runs it under an unprivileged account that every
 * machine has. A cluster that exists keeps the account that owns it. Undefined means that the
 * server runs under the account of this process.
 */
export const accountFor = (existing: string): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const known = accounts();
  const owner = statSync(existing, { throwIfNoEntry: false });
  const account = owner?.uid
    ? (known.find(({ uid }) => uid === owner.uid) ?? { ...owner, name: String(owner.uid) })
    : ['postgres', 'nobody', 'daemon']
        .map((wanted) => known.find(({ name, uid }) => name === wanted && uid > 0))
        .find((found) => found !== undefined);
  if (!account) throw new Error('Root needs an account "postgres" or "nobody" to run PostgreSQL.');
  return { name: account.name, uid: account.uid, gid: account.gid };
};

/**
 * Whether the account can reach this folder and look into it. Folders that are missing do not
 * count: this process will create them.
 */
export const canReach = (folder: string, account: Account | undefined): boolean => {
  if (!account) return true;
  return withParents(deepestExisting(folder)).every((at) => {
    const { uid, gid, mode } = statSync(at);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    return ((mode >> shift) & 1) === 1;
  });
};

/** The folder, its parent, and so on to the root. */
const withParents = (folder: string): readonly string[] =>
  folder === dirname(folder) ? [folder] : [folder, ...withParents(dirname(folder))];

/** The real path of the folder, or of its nearest ancestor that exists. */
const deepestExisting = (folder: string): string => {
  try {
    return realpathSync(folder);
  } catch {
    return deepestExisting(dirname(folder));
  }
};
