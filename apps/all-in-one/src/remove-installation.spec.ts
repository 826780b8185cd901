import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBundledPostgres } from '@talentloop/bundled-postgres';
import { claimDataFolder, writeRun } from '@talentloop/installation';
import { removeInstallation } from './remove-installation';

let parent: string;
let data: string;
let trust: string;
const remove = () => removeInstallation({ TALENTLOOP_DATA: data });

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'talentloop-reset-'));
  data = path.join(parent, 'data');
  trust = path.join(parent, '.trust', 'data');
  mkdirSync(trust, { recursive: true });
  writeFileSync(path.join(trust, 'kek.txt'), 'a key');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it('removes data, database and keys, and says so', async () => {
  const server = await startBundledPostgres({ dataDir: data, durable: false });
  await server.stop();
  const lines = await remove();
  expect(lines.join(' ')).toMatch(/Removed .*data and its database.*Removed .*keys/);
  expect([data, trust, server.home].filter((folder) => existsSync(folder))).toEqual([]);
  expect(await remove()).toEqual([`There is nothing to reset at ${data}.`]);
});

it('touches nothing that is not its own', async () => {
  mkdirSync(data);
  writeFileSync(path.join(data, 'letters.txt'), 'mine');
  rmSync(path.join(trust, 'kek.txt'));
  expect((await remove()).join(' ')).toMatch(/Left .*letters.txt.*Left .*no keys of ours/);
  expect(existsSync(path.join(data, 'letters.txt'))).toBe(true);
});

it('refuses while the folder is served, and where the database is somebody else’s', async () => {
  await claimDataFolder(data);
  const serving = createServer((_, answer) => answer.end()).listen(0);
  const address = serving.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = `http://localhost:${port}`;
  writeRun(data, {
    url,
    postgres: '',
    processes: [{ service: 'all-in-one', role: 'api', pid: process.pid, port }],
  });
  await expect(remove()).rejects.toThrow(`TalentLoop runs at ${url}`);
  serving.close();
  const foreign = { TALENTLOOP_DATA: data, DATABASE_URL: 'postgres://elsewhere' };
  await expect(removeInstallation(foreign)).rejects.toThrow('DATABASE_URL');
  expect(existsSync(path.join(data, 'run.json'))).toBe(true);
});
