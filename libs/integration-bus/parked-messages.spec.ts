import { inTransaction } from '@talentloop/log-following';
import { type TestDatabase, testDatabase, wire } from '@talentloop/testing';
import { Pool } from 'pg';
import { prepareConsumerTables } from './consumer-tables';
import { ParkedMessages } from './parked-messages';

const schema = 'parked_messages_spec';
const topic = 'spec.topic';
const key = 'tally-a';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 4 });
  await prepareConsumerTables(pool, schema);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const parked = async (count: number): Promise<ParkedMessages> => {
  const messages = new ParkedMessages(pool, schema, `listener-${count}`);
  for (let n = 0; n < count; n += 1) {
    const message = { ...wire(topic, key, n), partition: 0, offset: String(n) };
    await messages.park(message, { cause: 'invalid', detail: 'spoiled' });
  }
  return messages;
};

it('is taken up by one process at a time', async () => {
  const messages = await parked(1);
  await inTransaction(pool, async (mine) => {
    expect(await messages.lockHead(mine, { topic, key })).toBeDefined();
    const theirs = inTransaction(pool, (client) => messages.lockHead(client, { topic, key }));
    expect(await theirs).toBeUndefined();
  });
});

it('whoever is late for one message does not hold up the next', async () => {
  const messages = await parked(2);
  const [first, second] = await messages.list();
  const id = first?.id ?? '';
  await inTransaction(pool, (client) => messages.settle(client, id, 'redriven'));
  await inTransaction(pool, async (late) => {
    expect(await messages.lockHead(late, { topic, key, id })).toBeUndefined();
    const next = await inTransaction(pool, (client) => messages.lockHead(client, { topic, key }));
    expect(next?.id).toBe(second?.id);
  });
});
