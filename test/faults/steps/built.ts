import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { until } from '@talentloop/testing';

const ROOT = path.resolve(__dirname, '../../..');
const LOCK = path.join(ROOT, 'node_modules/.cache/talentloop-build.lock');
const BUILD_MS_MAX = 60_000;

/** Nest project → the folder of its build. */
const entries = {
  'all-in-one': 'dist/apps/all-in-one/main.js',
  distributed: 'dist/apps/all-in-one/distributed.js',
  'talent-onboarding': 'dist/apps/talent-onboarding/main.js',
  'talent-onboarding-worker': 'dist/apps/talent-onboarding/worker.js',
  'service-centre': 'dist/apps/service-centre/main.js',
  'service-centre-worker': 'dist/apps/service-centre/worker.js',
  accommodation: 'dist/apps/accommodation/main.js',
  'accommodation-worker': 'dist/apps/accommodation/worker.js',
} as const;
export type Project = keyof typeof entries;

const newest = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const file = path.join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }, 0);

const isStale = (project: Project): boolean => {
  const entry = path.join(ROOT, entries[project]);
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
export const built = async (...projects: readonly Project[]): Promise<readonly string[]> => {
  await until('the build is ours to make', tryLock, BUILD_MS_MAX * 2);
  try {
    const stale = projects.filter(isStale);
    const nest = path.join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
    if (stale.length > 0)
      await promisify(execFile)(process.execPath, [nest, 'build', ...stale], { cwd: ROOT });
    return projects.map((project) => path.join(ROOT, entries[project]));
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
};
