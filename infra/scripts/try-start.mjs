// Does what a newcomer does on this checkout: npm start on an empty folder until the installation
// is ready and seeded, a second start beside it, a clean stop, a warm start, a kill, and a start
// after that.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const data = path.join(mkdtempSync(path.join(tmpdir(), 'talentloop-start-')), 'data');
const ROOT = path.resolve(import.meta.dirname, '../..');

const until = async (what, seconds, test) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (await test()) return;
  }
  throw new Error(`not within ${seconds} s: ${what}`);
};

const start = () => {
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, TALENTLOOP_DATA: data, CI: '' },
  });
  const run = { child, log: '', code: undefined };
  for (const out of [child.stdout, child.stderr]) out.on('data', (text) => (run.log += text));
  child.on('close', (code, signal) => (run.code = signal ?? code));
  return run;
};

const answers = (url) =>
  fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    ({ status }) => status,
    () => 0,
  );

const urlOf = ({ log }) => /http:\/\/localhost:\d+/.exec(log)?.[0];

const ready = async (name) => {
  const from = Date.now();
  const run = start();
  await until('the URL', 60, () => urlOf(run) || run.code !== undefined);
  const printed = Date.now() - from;
  await until('ready', 60, async () => (await answers(`${urlOf(run)}/health/ready`)) === 200);
  console.log(`${name}: URL after ${printed} ms, ready after ${Date.now() - from} ms`);
  return run;
};

const stop = async (run) => {
  process.kill(-run.child.pid, 'SIGTERM');
  await until('the end after SIGTERM', 20, () => run.code !== undefined);
};

try {
  const first = await ready('cold');
  await until(
    'the demo world',
    120,
    () => /TRY|Try|try/.test(first.log) && /audit replay/.test(first.log),
  );
  if ((await answers(`${urlOf(first)}/`)) !== 200) throw new Error('GET / is not 200');
  const second = start();
  await until('the end of the second start', 60, () => second.code !== undefined);
  if (second.code !== 0 || urlOf(second) !== urlOf(first)) throw new Error(`second: ${second.log}`);
  await stop(first);
  const warm = await ready('warm');
  const { processes } = JSON.parse(readFileSync(path.join(data, 'run.json'), 'utf8'));
  processes.forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
  await until('the end after SIGKILL', 20, () => warm.code !== undefined);
  const again = await ready('after a kill');
  await stop(again);
} finally {
  rmSync(path.dirname(data), { recursive: true, force: true });
}
