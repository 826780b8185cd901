import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { type Account, accountFor, canReach } from './account';
import { codeOf, completeBinaries, findBinaries } from './binaries';

/** Where everything is: the binaries, and the folder with the cluster, its password and its log. */
export interface Placement {
  readonly native: string;
  readonly home: string;
  readonly account: Account | undefined;
  /** A sentence for the user, if the cluster is in an unexpected place. */
  readonly note?: string;
}

/** The cluster's folder: inside the data folder, or elsewhere if the account cannot reach that. */
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

/** Tests use the temporary folder; everything else uses the machine's folder for state. */
const stateFolder = (dataDir: string): string => {
  if (inTemporaryFolder(dataDir)) return join(tmpdir(), 'talentloop-postgres');
  if (process.getuid?.() === 0) return '/var/lib/talentloop';
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'talentloop');
};

/**
 * `<checkout>-<hash of the data folder's path>`, so that two checkouts of the same name get two
 * folders.
 */
const elsewhereName = (dataDir: string): string => {
  const own = basename(dataDir);
  const name = own.startsWith('.') ? basename(dirname(dataDir)) : own;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  return `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'checkout'}-${hash}`;
};

/**
 * The package's own files if the account can run them, otherwise a copy of them, one per version.
 */
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

/** Copies under another name first, so that no process ever runs an incomplete copy. */
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
