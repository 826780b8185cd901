import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { type Account, accountFor, canReach } from './account';
import { codeOf, completeBinaries, findBinaries } from './binaries';

/** Where everything lies: binaries, and the folder of the cluster, its password and its log. */
export interface Placement {
  readonly native: string;
  readonly home: string;
  readonly account: Account | undefined;
  /** A sentence for the person who started it, when something lies where nobody would look. */
  readonly note?: string;
}

/** The cluster's folder: in the data folder, or where the account can reach it. */
export const homeOf = (dataDir: string): { home: string; account: Account | undefined } => {
  const inside = join(dataDir, 'postgres');
  const account = accountFor(inside);
  if (canReach(dataDir, account)) return { home: inside, account };
  const home = join(stateFolder(dataDir), elsewhereName(dataDir));
  return { home, account: accountFor(home) };
};

export const place = (dataDir: string): Placement => {
  mkdirSync(dataDir, { recursive: true });
  const { home, account } = homeOf(dataDir);
  mkdirSync(dirname(home), { recursive: true, mode: 0o755 });
  const native = reachableBinaries(dataDir, account);
  if (home === join(dataDir, 'postgres')) return { native, home, account };
  const note =
    `PostgreSQL runs as "${account?.name}", which cannot reach ${dataDir}, ` +
    `so the database is kept in ${home}.`;
  return { native, home, account, note };
};

const inTemporaryFolder = (folder: string): boolean =>
  `${resolve(folder)}${sep}`.startsWith(`${resolve(tmpdir())}${sep}`);

/** Tests keep to the temporary folder; the rest uses the folder that the machine has for state. */
const stateFolder = (dataDir: string): string => {
  if (inTemporaryFolder(dataDir)) return join(tmpdir(), 'talentloop-postgres');
  if (process.getuid?.() === 0) return '/var/lib/talentloop';
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'talentloop');
};

/** `<checkout>-<hash of the data folder's path>`: two checkouts of one name do not meet. */
const elsewhereName = (dataDir: string): string => {
  const own = basename(dataDir);
  const name = own.startsWith('.') ? basename(dirname(dataDir)) : own;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  return `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'checkout'}-${hash}`;
};

/** The package's own files where the account can run them, else a copy, one per version. */
const reachableBinaries = (dataDir: string, account: Account | undefined): string => {
  const { native, version } = findBinaries();
  if (canReach(native, account) && completed(native)) return native;
  const copy = join(stateFolder(dataDir), `postgresql-${version}`, 'native');
  if (!existsSync(copy)) copyWhole(native, copy);
  return copy;
};

const completed = (native: string): boolean => {
  try {
    completeBinaries(native);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(String(codeOf(error)))) return false;
    throw error;
  }
};

/** Under another name first, so that nobody ever runs half a copy. */
const copyWhole = (from: string, to: string): void => {
  const unfinished = `${dirname(to)}.${randomUUID()}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(from, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  completeBinaries(join(unfinished, 'native'));
  try {
    renameSync(unfinished, dirname(to));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
};
