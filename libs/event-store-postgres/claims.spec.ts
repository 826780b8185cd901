import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '@talentloop/event-sourcing';
import { AT, type TestDatabase, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { Claims } from './claims';
import { Connections } from './connections';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 2 });
  await pool.query('create schema claimed');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it('gives up a claim that is gone again each time that it was written', async () => {
  const claims = new Claims(new Connections(pool), 'claimed');
  await claims.migrate();
  // As if another request released the claim between the two statements, every time.
  await pool.query('create sequence claimed.tries');
  await pool.query(`create function claimed.lose() returns trigger language plpgsql as
    'begin perform nextval(''claimed.tries''); return null; end'`);
  await pool.query(`create trigger lost before insert on claimed.claims
    for each row execute function claimed.lose()`);
  const keeping = claims.keep({ commandId: randomUUID(), digest: 'digest' }, AT);
  await expect(keeping).rejects.toBeInstanceOf(StoreUnavailable);
  const { rows } = await pool.query<{ last_value: string }>('select last_value from claimed.tries');
  expect(Number(rows[0]?.last_value)).toBe(20);
});
