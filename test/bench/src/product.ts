import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(__dirname, '../../..');
const PROGRAMME = path.join(ROOT, 'dist/apps/all-in-one/main.js');
const START_MS_MAX = 60_000;

/** The whole product in a process of its own, as `npm start` runs it, on a folder of its own. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start of the process until it printed its URL. */
  readonly startedMs: number;
  /** The connection string of its database. */
  postgres(): string;
  stop(): Promise<void>;
}

export interface ProductFolder {
  start(environment?: Readonly<Record<string, string>>): Promise<Product>;
  remove(): void;
}

const toldUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const give = (why: string) => reject(new Error(`the product did not start: ${why}\n${said}`));
    const timer = setTimeout(() => give('no URL in time'), START_MS_MAX);
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      const url = /TalentLoop is running at (http:\S+)/.exec(said)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('exit', (code) => give(`it ended with ${code}`));
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/**
 * The bench stops the product only when it is ready, because the time before that is not measured.
 */
const ready = async (url: string): Promise<void> => {
  for (const until = performance.now() + START_MS_MAX; performance.now() < until;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error('the product was not ready in time');
};

const start = async (data: string, environment: Readonly<Record<string, string>>) => {
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAMME], {
    cwd: ROOT,
    env: {
      ...process.env,
      TALENTLOOP_DATA: data,
      TALENTLOOP_DEMO: 'off',
      PORT: '0',
      TALENTLOOP_KEK: '',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = (await toldUrl(child)).replace('localhost', '127.0.0.1');
  const startedMs = performance.now() - begun;
  return {
    url,
    pid: child.pid ?? 0,
    startedMs,
    postgres: () => {
      const run: { postgres: string } = JSON.parse(
        readFileSync(path.join(data, 'run.json'), 'utf8'),
      );
      return run.postgres;
    },
    async stop() {
      await ready(url).finally(() => child.kill('SIGTERM'));
      const killer = setTimeout(() => child.kill('SIGKILL'), START_MS_MAX);
      await ended(child);
      clearTimeout(killer);
    },
  };
};

/** @throws Error if the product is not built. `npm run build` and `npm start` build it. */
export const productFolder = (): ProductFolder => {
  if (!existsSync(PROGRAMME)) throw new Error(`${PROGRAMME} is missing: npm run build`);
  const folder = mkdtempSync(path.join(tmpdir(), 'talentloop-bench-'));
  chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  return {
    start: (environment = {}) => start(data, environment),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
