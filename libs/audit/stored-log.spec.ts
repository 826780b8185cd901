import { PostgresEventStore } from '@talentloop/event-store-postgres';
import { ProjectionRunner } from '@talentloop/projections';
import { testDatabase, type TestDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { findJourneyIn } from './find-journey';
import { journeyTree } from './journey-tree';
import { journeys } from './journeys';
import { asked, corrected, definition, granted, PermitLog } from './spec/permit';
import { verifyLog } from './verify';

const at = (n: number): string => new Date(Date.UTC(2026, 2, 2) + n * 1_000).toISOString();
const JOURNEY = '00000000-0000-4000-8000-00000000c0de';

let database: TestDatabase;
let pool: Pool;
let store: PostgresEventStore;
let log: PermitLog;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 6 });
  store = new PostgresEventStore({ schema: 'permits_office', pool });
  await store.migrate();
  log = new PermitLog();
  const [first] = await log.record({ ...asked('permit-0', at(0)), correlationId: JOURNEY });
  const caused = { correlationId: JOURNEY, causationId: first?.id ?? '' };
  await log.record({ ...asked('permit-1', at(1)), ...caused }, asked('permit-2', at(2)));
  for (let n = 3; n < 30; n += 1) {
    const stream = `permit-${n % 3}`;
    const said = n < 6 ? granted(stream, at(n)) : corrected(stream, at(n), at(0));
    await log.record({ ...said, correlationId: n % 3 === 2 ? 'journey-1' : JOURNEY });
  }
  for (const event of log.rows) {
    const { stream, revision } = event;
    await store.append({ stream, expectedRevision: revision - 1, events: [event] });
  }
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const verify = () => verifyLog('permits-office', store, { batch: 8 });
const sql = async (text: string): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query(text);
  } finally {
    client.release();
  }
};

it('finds what PostgreSQL keeps to be what was written', async () => {
  expect(await verify()).toEqual({ events: 30, ok: true });
});

it.each([
  ['position = 11', `data = replace(data::text, '30', '31')::json`, 11, 'hash-mismatch'],
  [
    'position = 4',
    `metadata = replace(metadata::text, 'worker-1', 'worker-2')::json`,
    4,
    undefined,
  ],
  ['position = 30', `data = (data::text || ' ')::json`, 30, 'hash-mismatch'],
  ['position = 12', `type = 'PermitGranted'`, 12, 'hash-mismatch'],
  ['position = 30', `committed_at = committed_at - interval '1 hour'`, 30, 'time-reversed'],
])('names the row where %s once %s, and is content when it is put back', async (...altered) => {
  const [where, change, position, kind = 'hash-mismatch'] = altered;
  await sql(
    `create table permits_office.kept as select * from permits_office.events where ${where}`,
  );
  await sql(`update permits_office.events set ${change} where ${where}`);
  expect((await verify()).firstBroken).toMatchObject({ position, kind });
  await sql(`delete from permits_office.events where ${where}`);
  if (position < 30) {
    expect((await verify()).firstBroken).toMatchObject({ position, kind: 'position-gap' });
  }
  await sql('insert into permits_office.events select * from permits_office.kept');
  await sql('drop table permits_office.kept');
  expect(await verify()).toEqual({ events: 30, ok: true });
});

it('keeps the journeys, which a service may be asked for', async () => {
  const readModel = journeys([definition]);
  const schema = 'permits_office';
  const runner = new ProjectionRunner({ readModel, schema, pool, store, codecs: log.codecs });
  runner.start();
  expect(await runner.waitFor(30, 10_000)).toBe(true);
  await runner.stop();
  const items = await findJourneyIn(pool, 'permits-office', schema)(JOURNEY);
  expect(items).toHaveLength(20);
  const [root, ...others] = journeyTree(items);
  expect(others).toEqual([]);
  expect(root).toMatchObject({ service: 'permits-office', stream: 'permit-0', revision: 0 });
  const second = root?.caused.find(({ stream }) => stream === 'permit-1');
  expect(second?.caused).toHaveLength(9);
  expect(JSON.stringify(items)).not.toContain('box');
});
