import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeBundledPostgres, startBundledPostgres } from '@talentloop/bundled-postgres';
import { claimDataFolder, writeRun } from '@talentloop/installation';
import { createServer } from 'node:http';
import { fill } from './steps/filled-log';
import { Folder, talentloop } from './steps/talentloop';
import { LogDatabase } from './steps/two-databases';

const EVENTS = 40;

const folder = new Folder();
let data: string;
let from: LogDatabase;

beforeAll(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'talentloop-bundled-'));
  // The account under which PostgreSQL runs must reach the folder too.
  chmodSync(data, 0o755);
  from = await LogDatabase.create();
  await fill(from.store, EVENTS);
});

afterAll(async () => {
  await from.drop();
  removeBundledPostgres(data);
  rmSync(data, { recursive: true, force: true });
  folder.remove();
});

const here = () => ({ TALENTLOOP_DATA: data });
const inFile = (name: string): string => `service-centre --file ${folder.file(name)}`;

it('starts the bundled database of what is stopped, and stops it again', async () => {
  const exported = await talentloop(`store export ${inFile('log')}`, from.environment);
  expect(exported.code).toBe(0);
  const imported = await talentloop(`store import ${inFile('log')} --json`, here());
  expect(imported).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(imported.out)).toMatchObject({ written: EVENTS });
  const back = await talentloop(`store export ${inFile('back')} --json`, here());
  expect(JSON.parse(back.out)).toMatchObject({ events: EVENTS });
}, 60_000);

it('joins the database of what runs, and does not fill it', async () => {
  const server = await startBundledPostgres({ dataDir: data });
  const claimed = await claimDataFolder(data);
  const http = createServer((_, response) => response.end('{}'));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const processes = [{ service: 'all-in-one', role: 'api', pid: process.pid, port } as const];
  writeRun(data, { url, postgres: server.connectionString, processes });
  try {
    const exported = await talentloop(`store export ${inFile('running')} --json`, here());
    expect(JSON.parse(exported.out)).toMatchObject({ events: EVENTS });
    const { code, error } = await talentloop(`store import ${inFile('log')}`, here());
    expect({ code, error }).toEqual({
      code: 2,
      error: `TalentLoop runs at ${url}. Stop it first.\n`,
    });
  } finally {
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
    if ('release' in claimed) claimed.release();
    await server.stop();
  }
}, 60_000);
