import { createLogger } from '@talentloop/http';
import { type TestDatabase, testDatabase } from '@talentloop/testing';
import type { Pool } from 'pg';
import { openPools, type Pools } from './pools';

let database: TestDatabase;
let pools: Pools;

beforeAll(async () => {
  database = await testDatabase();
  const log = createLogger('pools');
  pools = openPools(database.connectionString, { requests: 2, followers: 2 }, log);
});
afterAll(async () => {
  await Promise.all([pools.pool.end(), pools.followers.end()]);
  await database.drop();
});

const settingsOf = async (pool: Pool): Promise<object> => {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name like any($1)`,
    [['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout']],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, Number(setting)]));
};

it('tells the server how long each may take', async () => {
  expect(await settingsOf(pools.pool)).toEqual({
    lock_timeout: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  expect(await settingsOf(pools.followers)).toEqual({
    lock_timeout: 30_000,
    statement_timeout: 300_000,
    idle_in_transaction_session_timeout: 20_000,
  });
});

it.each(['pool', 'followers'] as const)(
  'lives on when the server ends a connection of %s that is in hand',
  async (name) => {
    const client = await pools[name].connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    // `once` of node:events would also listen for the error.
    const ended = new Promise((resolve) => client.once('end', resolve));
    await pools.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow('not queryable');
    client.release(true);
    expect((await pools[name].query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  },
);

it('gives up waiting for a connection when all are in use', async () => {
  const held = [await pools.pool.connect(), await pools.pool.connect()];
  await expect(pools.pool.connect()).rejects.toThrow('timeout exceeded when trying to connect');
  held.forEach((client) => client.release());
});
