import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { serviceNames } from '@talentloop/service-catalogue';
import { until } from '@talentloop/testing';

const ROOT = path.resolve(__dirname, '../../..');
const LOCK = path.join(ROOT, 'node_modules/.cache/talentloop-build.lock');
const BUILD_MS_MAX = 60_000;

/** Nest project → the folder of its build. */
const entries = new Map([
  ['all-in-one', 'dist/apps/all-in-one/main.js'],
  ['distributed', 'dist/apps/all-in-one/distributed.js'],
  ...serviceNames.flatMap((name): [string, string][] => [
    [name, `dist/apps/${name}/main.js`],
    [`${name}-worker`, `dist/apps/${name}/worker.js`],
  ]),
]);

const entryOf = (project: string): string => {
  const entry = entries.get(project);
  if (entry === undefined) throw new Error(`No project is called ${project}.`);
  return path.join(ROOT, entry);
};

const newest = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const file = path.join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }, 0);

const isStale = (project: string): boolean => {
  const entry = entryOf(project);
  if (!existsSync(entry)) return true;
  const sources = Math.max(newest(path.join(ROOT, 'apps')), newest(path.join(ROOT, 'libs')));
  return statSync(entry).mtimeMs < sources;
};

const tryLock = (): boolean => {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    // A lock that a killed run left behind is removed.
    if (Date.now() - statSync(LOCK).mtimeMs > BUILD_MS_MAX) rmSync(LOCK, { recursive: true });
    return false;
  }
};

/**
 * The files of the built programs. They are built once, however many spec files ask at the same
 * time.
 */
export const built = async (...projects: readonly string[]): Promise<readonly string[]> => {
  await until('the build is ours to make', tryLock, BUILD_MS_MAX * 2);
  try {
    const stale = projects.filter(isStale);
    const nest = path.join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
    if (stale.length > 0)
      await promisify(execFile)(process.execPath, [nest, 'build', ...stale], { cwd: ROOT });
    return projects.map(entryOf);
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
};
