import { verifyLog } from '@talentloop/audit';
import { PostgresEventStore } from '@talentloop/event-store-postgres';
import { type TestDatabase, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { digestOf, fill, type LogDigest } from './steps/filled-log';
import { Folder, talentloop } from './steps/talentloop';

const EVENTS = Number(process.env['TALENTLOOP_TRANSFER_EVENTS'] ?? 100_000);
const SCHEMA = 'service_centre';

let databases: readonly TestDatabase[];
let [from, to]: PostgresEventStore[] = [];
let pool: Pool;
let before: LogDigest;
const folder = new Folder();

beforeAll(async () => {
  databases = [await testDatabase(), await testDatabase()];
  [from, to] = databases.map(
    ({ connectionString }) => new PostgresEventStore({ connectionString, schema: SCHEMA }),
  );
  pool = new Pool({ connectionString: databases[1]?.connectionString });
  await from?.migrate();
  if (from) await fill(from, EVENTS);
  if (from) before = await digestOf(from);
}, 120_000);

afterAll(async () => {
  await from?.close();
  await to?.close();
  await pool.end();
  for (const database of databases) await database.drop();
  folder.remove();
});

const environment = (index: number) => ({
  DATABASE_URL: databases[index]?.connectionString ?? '',
});

it(`takes ${EVENTS} events to another database, byte for byte`, async () => {
  const file = folder.file('log.ndjson');
  const exported = await talentloop(
    `store export service-centre --file ${file} --json`,
    environment(0),
  );
  expect(exported).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(exported.out)).toMatchObject({ events: EVENTS, last: EVENTS });
  const imported = await talentloop(
    `store import service-centre --file ${file} --json`,
    environment(1),
  );
  expect(imported).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(imported.out)).toMatchObject({ written: EVENTS, found: 0, head: EVENTS });
  if (!to) throw new Error('no store');
  expect(await digestOf(to)).toEqual(before);
  expect(await verifyLog('service-centre', to)).toEqual({ ok: true, events: EVENTS });
}, 120_000);

it('keeps when each event was committed', async () => {
  const [there] = (await from?.readAll({ after: EVENTS - 1, limit: 1 })) ?? [];
  const [here] = (await to?.readAll({ after: EVENTS - 1, limit: 1 })) ?? [];
  expect(here).toEqual(there);
  expect(await to?.positionAt(there?.committedAt ?? '')).toBe(EVENTS);
});

it('changes nothing when it is done again', async () => {
  const again = await talentloop(
    `store import service-centre --file ${folder.file('log.ndjson')} --json`,
    environment(1),
  );
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ written: 0, found: EVENTS, head: EVENTS });
});
