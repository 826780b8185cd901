import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** How a program ended, and everything that it said. */
export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** What a generator did to the files of a checkout. */
export interface Changes {
  readonly made: readonly string[];
  readonly edited: readonly string[];
}

/** A copy of the checkout, in which generators may write. */
export interface Scratch {
  run(program: string, ...args: readonly string[]): Ended;
  /** What changed since the last commit. */
  changes(): Changes;
  commit(): void;
  remove(): void;
}

/** The programs in the copy have a database of their own, and no worker of this run. */
const environment = (): NodeJS.ProcessEnv => {
  const { NODE_ENV: _, JEST_WORKER_ID: __, TALENTLOOP_TEST_POSTGRES: ___, ...rest } = process.env;
  return { ...rest, CI: 'true' };
};

const copyTo = (folder: string): void => {
  const listed = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = listed.split('\0').filter((file) => file && existsSync(path.join(ROOT, file)));
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    copyFileSync(path.join(ROOT, file), path.join(folder, file));
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
};

/** Copies what git knows or would add of the checkout, and commits it. */
export const scratchCopy = (): Scratch => {
  const folder = mkdtempSync(path.join(tmpdir(), 'talentloop-generators-'));
  const run = (program: string, ...args: readonly string[]): Ended => {
    const options = { cwd: folder, env: environment(), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(program, args, options);
    return { code: status, text: `${stdout}${stderr}` };
  };
  const git = (...args: readonly string[]): string => {
    const author = ['-c', 'user.name=spec', '-c', 'user.email=spec@localhost'];
    const { code, text } = run('git', ...author, ...args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${text}`);
    return text;
  };
  const commit = (): void => {
    git('add', '-A', '--', '.', ':!node_modules');
    git('commit', '-qm', 'as it is', '--allow-empty');
  };
  const changes = (): Changes => {
    const lines = git('status', '--porcelain', '-uall').split('\n');
    const of = (mark: string) =>
      lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(3));
    const isOurs = (file: string) => file !== 'node_modules';
    return { made: of('??').filter(isOurs), edited: of(' M') };
  };
  copyTo(folder);
  git('init', '-q');
  commit();
  return { run, changes, commit, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
