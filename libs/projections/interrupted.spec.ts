import { openTallies, TallyLog, tallyCodecs, testDatabase, until } from '@talentloop/testing';
import type { TestDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { ProjectionRunner } from './index';

let database: TestDatabase;
let pool: Pool;
let impatient: Pool;

beforeAll(async () => {
  database = await testDatabase();
  const { connectionString } = database;
  pool = new Pool({ connectionString, max: 2 });
  impatient = new Pool({ connectionString, max: 4, statement_timeout: 200 });
});
afterAll(async () => {
  await impatient.end();
  await pool.end();
  await database.drop();
});

it('goes on behind the last batch that was written when a write fails in passing', async () => {
  const log = new TallyLog();
  const about = { schema: 'interrupted', store: log.store, codecs: tallyCodecs };
  const runner = new ProjectionRunner({ ...about, pool: impatient, readModel: openTallies });
  runner.start();
  await log.add('a', { type: 'TallyOpened', data: { owner: 'ann' } });
  expect(await runner.waitFor(1, 5_000)).toBe(true);
  const client = await pool.connect();
  await client.query('begin');
  await client.query('lock table interrupted.open_tallies in exclusive mode');
  await log.add('a', { type: 'TallyRaised', data: { by: 5 } });
  await until('the write failed', () => runner.state.state === 'retrying');
  await client.query('rollback');
  client.release();
  expect(await runner.waitFor(2, 5_000)).toBe(true);
  const { rows } = await pool.query('select total from interrupted.open_tallies');
  expect(rows).toEqual([{ total: 5 }]);
  await runner.stop();
});
