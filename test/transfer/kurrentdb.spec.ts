import { verifyLog } from '@talentloop/audit';
import { KurrentEventStore } from '@talentloop/event-store-kurrentdb';
import { followersOf, placeFollowers } from '@talentloop/projections';
import { Pool } from 'pg';
import { newNamespace, serveLogs, type ServedLogs } from '../kurrentdb/logs';
import { digestOf, fill } from './steps/filled-log';
import { Folder, talentloop } from './steps/talentloop';
import { LogDatabase, SCHEMA } from './steps/two-databases';
import { withPool } from './steps/with-pool';

const EVENTS = 1_000;

const folder = new Folder();
const namespace = newNamespace();
let served: ServedLogs;
let databases: readonly LogDatabase[];

beforeAll(async () => {
  served = await serveLogs();
  databases = [await LogDatabase.create(), await LogDatabase.create(), await LogDatabase.create()];
  if (databases[0]) await fill(databases[0].store, EVENTS, { claims: true });
}, 60_000);

afterAll(async () => {
  for (const database of databases) await database.drop();
  await served.stop();
  folder.remove();
});

const place = (database: LogDatabase, places: Readonly<Record<string, number>>): Promise<void> =>
  withPool(database, (pool) => placeFollowers(pool, SCHEMA, new Map(Object.entries(places))));

const placesOf = (database: LogDatabase) => withPool(database, (pool) => followersOf(pool, SCHEMA));

const onKurrent = (database: LogDatabase) => ({
  ...database.environment,
  EVENT_STORE: 'kurrentdb',
  EVENTSTORE_CONNECTION_STRING: served.connectionString,
  EVENTSTORE_NAMESPACE: namespace,
});

const done = async (line: string, environment: Readonly<Record<string, string>>) => {
  const { code, out, error } = await talentloop(`${line} --json`, environment);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return JSON.parse(out);
};

/**
 * The log on EventStoreDB is the one that was exported, and its followers stand where they stood.
 */
const expectMoved = async (from: LogDatabase, between: LogDatabase): Promise<void> => {
  const pool = new Pool({ connectionString: between.connectionString });
  const kurrent = new KurrentEventStore({
    connectionString: served.connectionString,
    pool,
    schema: SCHEMA,
    namespace: `${namespace}.${SCHEMA}`,
  });
  expect(await digestOf(kurrent)).toEqual(await digestOf(from.store));
  const verified = await verifyLog('service-centre', kurrent, { gapless: false });
  expect(verified).toEqual({ ok: true, events: EVENTS });
  expect(await kurrent.head()).toBeGreaterThan(EVENTS);
  const all = await kurrent.readAll({ after: 0, limit: EVENTS });
  expect(await followersOf(pool, SCHEMA)).toEqual({
    'process:p': all[499]?.position,
    'relay:t': all[699]?.position,
  });
  await kurrent.close();
  await pool.end();
};

it('goes to EventStoreDB and back, byte for byte, in order, and verifies everywhere', async () => {
  const [from, between, to] = databases;
  if (!from || !between || !to) throw new Error('three databases');
  const [there, back] = [folder.file('there.ndjson'), folder.file('back.ndjson')];
  await place(from, { 'process:p': 500, 'relay:t': 700 });
  // Where EventStoreDB is to be used from now on, a relay has worked before.
  await place(between, { 'read-model:cases': 900, 'relay:t': 900 });
  await done(`store export service-centre --file ${there}`, from.environment);
  const moved = await done(`store import service-centre --file ${there}`, onKurrent(between));
  expect(moved).toMatchObject({ events: EVENTS, written: EVENTS, claims: EVENTS / 5 });
  await place(between, { 'relay:t': 1 });
  const again = await done(`store import service-centre --file ${there}`, onKurrent(between));
  expect(again).toMatchObject({ found: EVENTS, written: 0 });

  await expectMoved(from, between);

  await done(`store export service-centre --file ${back}`, onKurrent(between));
  await done(`store import service-centre --file ${back}`, to.environment);
  expect(await digestOf(to.store)).toEqual(await digestOf(from.store));
  expect(await verifyLog('service-centre', to.store)).toEqual({ ok: true, events: EVENTS });
  expect(await placesOf(to)).toEqual({ 'process:p': 500 });
  const [event] = await to.store.readAll({ after: 0, limit: 1 });
  const { commandId } = JSON.parse(event?.metadata ?? '{}');
  expect(await to.store.findClaim(commandId)).toEqual(await from.store.findClaim(commandId));
  expect(await to.store.findClaim(commandId)).toMatchObject({ answer: { status: 201 } });
}, 120_000);
