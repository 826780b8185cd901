import { testDatabase, type TestDatabase } from '@talentloop/testing';
import { Pool, type PoolClient } from 'pg';
import { ConsumedSequences } from './consumed-sequences';
import { prepareConsumerTables } from './consumer-tables';
import { sequenceOf } from './cloud-event';

let database: TestDatabase;
let pool: Pool;
let client: PoolClient;
const remembered = new ConsumedSequences('spec', 'spec-consumer');

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 2 });
  await prepareConsumerTables(pool, 'spec');
  client = await pool.connect();
});
afterAll(async () => {
  client.release();
  await pool.end();
  await database.drop();
});

const message = (subject: string, revision: number, id = `${subject} ${revision}`) => ({
  topic: 'spec.topic',
  source: '/spec',
  subject,
  id,
  sequence: sequenceOf(revision),
});

/** Loads, notes and saves the messages as one batch does. Returns which of them were stale. */
const seen = async (...messages: readonly ReturnType<typeof message>[]) => {
  const sequences = await remembered.load(client, messages);
  const stale = messages.map((one) => sequences.isStale(one));
  for (const one of messages) if (!sequences.isStale(one)) sequences.note(one);
  await remembered.save(client, sequences, [], { durable: false });
  return stale;
};

describe('what a consumer has seen', () => {
  it('is stale from then on, and so is what came before it', async () => {
    expect(await seen(message('a', 1), message('b', 7))).toEqual([false, false]);
    expect(await seen(message('a', 0), message('a', 1), message('a', 2))).toEqual([
      true,
      true,
      false,
    ]);
    expect(await seen(message('a', 2), message('b', 8))).toEqual([true, false]);
  });

  it('distinguishes the two messages of one event by their ids', async () => {
    expect(await seen(message('c', 1, 'one'))).toEqual([false]);
    expect(await seen(message('c', 1, 'one'), message('c', 1, 'two'))).toEqual([true, false]);
  });

  it('is never taken back by a slower member', async () => {
    const slow = await remembered.load(client, [message('d', 1)]);
    await seen(message('d', 1), message('d', 5));
    slow.note(message('d', 1));
    await remembered.save(client, slow, []);
    expect(await seen(message('d', 4))).toEqual([true]);
  });

  it('is looked up, and kept, by statements that are planned once', async () => {
    for (let revision = 0; revision < 30; revision += 1) await seen(message('e', revision));
    const { rows } = await client.query(
      `select generic_plans >= 20 and custom_plans <= 5 as seldom from pg_prepared_statements
        where name like '%late%' or name like 'load%'`,
    );
    expect(rows).toEqual([{ seldom: true }, { seldom: true }]);
  });
});
