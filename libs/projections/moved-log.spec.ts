import { type TestDatabase, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { Checkpoints } from '@talentloop/log-following';
import { followersOf, forgetLog, placeFollowers } from './moved-log';

const SCHEMA = 'service_centre';
const TABLES = ['cases', 'cases_versions', 'cases_previous', 'cases_rebuilt', 'claims'];

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString });
  await new Checkpoints(pool, SCHEMA).prepare();
  for (const table of TABLES) await pool.query(`create table ${SCHEMA}.${table} (key text)`);
  const names = ['read-model:cases', 'previous:cases', 'rebuild:cases:1', 'process:p', 'relay:t'];
  await pool.query(
    `insert into ${SCHEMA}.checkpoints (name, position) select *, 7000 from unnest($1::text[])`,
    [names],
  );
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const tables = async (): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = $1 order by 1`,
    [SCHEMA],
  );
  return rows.map(({ name }) => name);
};

it('knows followers that keep no table, of a log that has any', async () => {
  expect(await followersOf(pool, SCHEMA)).toEqual({ 'process:p': 7000, 'relay:t': 7000 });
  expect(await followersOf(pool, 'nowhere')).toEqual({});
});

it('drops what was made of a log that lies elsewhere, and nothing that was not', async () => {
  await forgetLog(pool, SCHEMA);
  expect(await tables()).toEqual(['checkpoints', 'claims']);
  expect(await followersOf(pool, SCHEMA)).toEqual({});
});

it('places followers, and never takes one back', async () => {
  await placeFollowers(pool, SCHEMA, new Map([['process:p', 12]]));
  await placeFollowers(pool, SCHEMA, new Map([['process:p', 9]]));
  expect(await followersOf(pool, SCHEMA)).toEqual({ 'process:p': 12 });
});
