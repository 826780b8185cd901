import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@talentloop/testing';
import { Client } from 'pg';
import { type BundledPostgres, startBundledPostgres } from './index';

const root = join(__dirname, '..', '..');
const asRoot = process.getuid?.() === 0;

let folder: string;
const started: BundledPostgres[] = [];
const children: ChildProcess[] = [];

const start = async (dataDir = folder): Promise<BundledPostgres> => {
  const server = await startBundledPostgres({ dataDir, durable: false });
  started.push(server);
  return server;
};

const ask = async (connectionString: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
};

const isAlive = (pid: number): boolean =>
  !execFileSync('sh', ['-c', `ps -o stat= -p ${pid} || echo Z`], { encoding: 'utf8' }).startsWith(
    'Z',
  );

/**
 * Starts a server on the folder in another node process, which prints its process id and then does
 * `after`.
 */
const inChild = async (
  dataDir: string,
  after: string,
  user?: { uid: number; gid: number },
): Promise<{ child: ChildProcess; connectionString: string; pid: number }> => {
  const code = `
    const { startBundledPostgres } = require('@talentloop/bundled-postgres');
    startBundledPostgres({ dataDir: process.argv[1], durable: false }).then((server) => {
      console.log(JSON.stringify(server));
      ${after}
    });`;
  const child = spawn(
    process.execPath,
    ['-r', join(root, 'libs/testing/typescript.cjs'), '-e', code, dataDir],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], ...user },
  );
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  return { child, ...JSON.parse(String(line)) };
};

const STAY = 'setInterval(() => undefined, 1000);';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talentloop-bundled-'));
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  // A process that a spec killed leaves its server behind. This start adopts that server and stops
  // it.
  if (started.some(({ home }) => home.startsWith(folder))) await start();
  for (const { stop } of started) await stop();
  for (const { home } of started.splice(0)) rmSync(home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('serves UTF-8 with fsync, on the loopback address alone, only with the password', async () => {
  const server = await startBundledPostgres({ dataDir: folder });
  started.push(server);
  const show = (name: string): Promise<unknown> => ask(server.connectionString, `SHOW ${name}`);
  expect(await show('server_encoding')).toBe('UTF8');
  expect(await show('fsync')).toBe('on');
  expect(await show('listen_addresses')).toBe('127.0.0.1');
  expect(await show('unix_socket_directories')).toBe('');
  expect(await ask(server.connectionString, "SELECT lower('É 深圳')")).toBe('é 深圳');
  const wrong = server.connectionString.replace(/:[0-9a-f]{48}@/, ':wrong@');
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect(statSync(join(server.home, 'password')).mode & 0o777).toBe(0o600);
});

it('keeps its data from one start to the next, and leaves no process', async () => {
  const first = await start();
  await ask(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start();
  expect(await ask(second.connectionString, 'SELECT answer FROM kept')).toBe(42);
});

it('works in a folder with spaces and umlauts, under a parent closed to others', async () => {
  const parent = join(folder, 'Ärger mit "Pfaden"');
  mkdirSync(parent, { mode: 0o700 });
  const server = await start(join(parent, '.data'));
  expect(await ask(server.connectionString, 'SELECT 1')).toBe(1);
  if (!asRoot) return expect(server.note).toBeUndefined();
  expect(server.home.startsWith(tmpdir())).toBe(true);
  expect(server.note).toContain(server.home);
});

it('is one server for two processes, which the first of them stops', async () => {
  const first = await start();
  const second = await inChild(folder, 'server.stop();');
  await once(second.child, 'close');
  expect(second.pid).toBe(first.pid);
  expect(await ask(first.connectionString, 'SELECT 1')).toBe(1);
});

it('is one server when processes start at the same moment on an empty folder', async () => {
  const servers = await Promise.all([inChild(folder, STAY), inChild(folder, STAY), start()]);
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
});

it('ends with the process, whose output it does not hold open', async () => {
  const { child, pid } = await inChild(folder, 'process.exit(0);');
  await once(child, 'close');
  await until('its server has ended', () => !isAlive(pid));
  await start();
});

it('is adopted with its data after its process was killed', async () => {
  const { child, pid, connectionString } = await inChild(folder, STAY);
  await ask(connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
  child.kill('SIGKILL');
  await once(child, 'close');
  const adopted = await start();
  expect(adopted.pid).toBe(pid);
  expect(await ask(adopted.connectionString, 'SELECT answer FROM kept')).toBe(42);
  await adopted.stop();
  expect(isAlive(pid)).toBe(false);
});

it('starts although a lock file names a process that is somebody else by now', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(
    join(first.home, 'data', 'postmaster.pid'),
    `${process.pid}\n${first.home}\n1\n1\n\n\n\nready\n`,
  );
  const second = await start();
  expect(await ask(second.connectionString, 'SELECT 1')).toBe(1);
});

it('starts again after the server itself was killed', async () => {
  const first = await startBundledPostgres({ dataDir: folder });
  started.push(first);
  await ask(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.pid, 'SIGKILL');
  const second = await start();
  expect(second.pid).not.toBe(first.pid);
  expect(await ask(second.connectionString, 'SELECT answer FROM kept')).toBe(42);
});

it('runs for an ordinary user too', async () => {
  if (!asRoot) return expect((await start()).note).toBeUndefined();
  const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
  const gid = Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }));
  chownSync(folder, uid, gid);
  const { child, connectionString, pid } = await inChild(folder, STAY, { uid, gid });
  expect(await ask(connectionString, 'SELECT 1')).toBe(1);
  child.kill('SIGKILL');
  expect((await start()).pid).toBe(pid);
});
