import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBundledPostgres } from '@talentloop/bundled-postgres';
import { StoreUnavailable } from '@talentloop/event-sourcing';
import {
  appendOf,
  appendToEnd,
  CuttingLine,
  enveloped,
  subscribed,
  type TestDatabase,
  testDatabase,
  until,
} from '@talentloop/testing';
import { Client } from 'pg';
import { PostgresEventStore } from './index';

const schema = 'outage';
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

const overLine = async (
  work: (store: PostgresEventStore, line: CuttingLine) => Promise<void>,
): Promise<void> => {
  const line = new CuttingLine(database.connectionString, 'ThingHappened');
  const store = new PostgresEventStore({ connectionString: await line.open(), schema });
  await store.migrate();
  try {
    await work(store, line);
  } finally {
    await store.close();
    line.close();
  }
};

it('ends in one event when the connection is cut after the commit, before its answer', () =>
  overLine(async (store, line) => {
    const before = await store.head();
    const claim = {
      commandId: '5f0c7cfe-5a0f-5d0e-9b1a-7d2f6f3b8c41',
      digest: 'd',
      answer: { status: 200, body: {} },
    };
    line.cuts = 1;
    const results = await Promise.all([
      store.append(appendOf(enveloped('cut-1', { data: [{}, {}] }), claim)),
      store.append(appendOf(enveloped('cut-2'))),
    ]);
    expect(line.cuts).toBe(0);
    expect(results).toMatchObject([
      { outcome: 'appended', position: before + 2 },
      { outcome: 'appended', position: before + 3 },
    ]);
    expect(await store.head()).toBe(before + 3);
    expect(await store.findClaim(claim.commandId)).toEqual(claim);
  }));

it('says that it is unavailable when every answer is lost, and the caller may ask again', () =>
  overLine(async (store, line) => {
    const before = await store.head();
    const events = enveloped('cut-3');
    line.cuts = 4;
    await expect(store.append(appendOf(events))).rejects.toThrow(StoreUnavailable);
    expect(await store.append(appendOf(events))).toEqual({ outcome: 'duplicate' });
    expect(await store.head()).toBe(before + 1);
  }));

it('serves on, writers and readers, while its sessions are terminated', async () => {
  const store = new PostgresEventStore({ connectionString: database.connectionString, schema });
  await store.migrate();
  const after = await store.head();
  const admin = new Client({ connectionString: database.connectionString });
  await admin.connect();
  const reading = subscribed(store, { after, batchSize: 50, count: 200 });
  let written = 0;
  const writing = Array.from({ length: 8 }, async (_, n) => {
    for (let i = 0; i < 25; i += 1, written += 1) await appendToEnd(store, `ended-${n}`);
  });
  const terminating = (async () => {
    for (let next = 10; next < 200; next += 10) {
      await until('the writers go on', () => written >= next, 30_000);
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    }
  })();
  await Promise.all([...writing, terminating]);
  const seen = await reading;
  expect(seen.map(({ position }) => position)).toEqual(seen.map((_, i) => after + 1 + i));
  expect(await store.head()).toBe(after + 200);
  await admin.end();
  await store.close();
}, 60_000);

it('is unavailable while the server is away; readers and writers go on afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'talentloop-outage-'));
  chmodSync(folder, 0o755);
  const first = await startBundledPostgres({ dataDir: folder });
  const line = new CuttingLine(first.connectionString, 'ThingHappened');
  const store = new PostgresEventStore({ connectionString: await line.open(), schema });
  await store.migrate();
  await appendToEnd(store, 'away-1');
  const reading = subscribed(store, { after: 0, batchSize: 5, count: 2 });
  await first.stop();
  await expect(store.append(appendOf(enveloped('away-2')))).rejects.toThrow(StoreUnavailable);
  await expect(store.readStream('away-1')).rejects.toThrow(StoreUnavailable);
  await expect(store.head()).rejects.toThrow(StoreUnavailable);
  const second = await startBundledPostgres({ dataDir: folder });
  line.moveTo(second.connectionString);
  await appendToEnd(store, 'away-1');
  expect((await reading).map(({ revision }) => revision)).toEqual([0, 1]);
  await store.close();
  line.close();
  await second.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
