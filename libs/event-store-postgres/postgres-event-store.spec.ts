import { randomUUID } from 'node:crypto';
import {
  appendToEnd,
  eventStoreContract,
  type TestDatabase,
  testDatabase,
} from '@talentloop/testing';
import { Pool } from 'pg';
import { PostgresEventStore } from './index';

let database: TestDatabase;
let schemas = 0;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

eventStoreContract('The store in PostgreSQL', async (clock) => {
  schemas += 1;
  const schema = `log_${schemas}`;
  const open = async (): Promise<PostgresEventStore> => {
    const { connectionString } = database;
    const store = new PostgresEventStore({ connectionString, schema, clock, connectionsMax: 4 });
    opened.push(store);
    await store.migrate();
    return store;
  };
  const opened: PostgresEventStore[] = [];
  const store = await open();
  return { store, reopen: open, close: () => closeAll(opened) };
});

const closeAll = async (stores: readonly PostgresEventStore[]): Promise<void> => {
  for (const store of stores) await store.close();
};

it('is made by many processes at once, and again, without harm', async () => {
  const { connectionString } = database;
  const stores = Array.from(
    { length: 8 },
    () => new PostgresEventStore({ connectionString, schema: 'made "at" once' }),
  );
  await Promise.all(stores.map((store) => store.migrate()));
  await stores[0]?.migrate();
  expect(await stores[1]?.head()).toBe(0);
  await closeAll(stores);
});

it('leaves a pool that it was given open', async () => {
  const pool = new Pool({ connectionString: database.connectionString });
  const store = new PostgresEventStore({ pool, schema: 'given_pool' });
  await store.migrate();
  await store.close();
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

it('drops claims after two days, when it next writes', async () => {
  const { connectionString } = database;
  const clock = { now: () => at };
  let at = '2026-03-02T02:00:00.000Z';
  const store = new PostgresEventStore({ connectionString, schema: 'swept', clock });
  await store.migrate();
  const [old, young] = [randomUUID(), randomUUID()].map((commandId) => ({
    commandId,
    digest: 'd',
  }));
  if (!old || !young) throw new Error('no claims');
  await store.keepClaim(old);
  at = '2026-03-04T01:59:59.000Z';
  await store.keepClaim(young);
  expect(await store.findClaim(old.commandId)).toEqual(old);
  at = '2026-03-04T02:30:00.000Z';
  await appendToEnd(store, 'thing-1');
  while (await store.findClaim(old.commandId)) await new Promise(setImmediate);
  expect(await store.findClaim(young.commandId)).toEqual(young);
  await store.close();
});
