import { StoreUnavailable } from '@talentloop/event-sourcing';
import { appendOf, enveloped, type TestDatabase, testDatabase, until } from '@talentloop/testing';
import { Client } from 'pg';
import { defaultQueueLimits, PostgresEventStore, type QueueLimits } from './index';

let database: TestDatabase;
let store: PostgresEventStore;
let outside: Client;
let schemas = 0;
let schema = '';

beforeAll(async () => {
  database = await testDatabase();
  outside = new Client({ connectionString: database.connectionString });
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await database.drop();
});
afterEach(async () => {
  await outside.query('rollback');
  await store.close();
});

const open = async (limits: Partial<QueueLimits> = {}): Promise<void> => {
  schema = `limits_${(schemas += 1)}`;
  const { connectionString } = database;
  const queue = { ...defaultQueueLimits, ...limits };
  store = new PostgresEventStore({ connectionString, schema, queue });
  await store.migrate();
};

/** Another session locks the table of events until its transaction ends. */
const holdTheLog = async (): Promise<void> => {
  await outside.query('begin');
  await outside.query(`lock table ${schema}.events`);
};

const waitsForTheLog = (): Promise<void> =>
  until('an append waits', async () => {
    const { rows } = await outside.query(
      `select from pg_locks where not granted and relation = '${schema}.events'::regclass`,
    );
    return rows.length > 0;
  });

const outcome = (result: PromiseSettledResult<unknown>): string =>
  result.status === 'rejected' ? String(result.reason) : result.status;

const append = (n: number, text = ''): Promise<unknown> =>
  store.append(appendOf(enveloped(`thing-${n}`, { data: [{ text }] })));

const times = (count: number, text?: string): Promise<unknown>[] =>
  Array.from({ length: count }, (_, n) => append(n + 1, text));

it('takes so many appends into its queue, and turns away those that come then', async () => {
  await open({ appends: 10 });
  await holdTheLog();
  const first = append(0);
  await waitsForTheLog();
  const results = Promise.allSettled([first, ...times(14)]);
  await expect(append(99)).rejects.toThrow(StoreUnavailable);
  await outside.query('rollback');
  const outcomes = (await results).map(outcome);
  expect(outcomes.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 'fulfilled'));
  expect(outcomes.slice(11)).toEqual(
    Array.from({ length: 4 }, () => 'StoreUnavailable: too many appends are waiting'),
  );
  expect(await store.head()).toBe(11);
  expect(await append(100)).toMatchObject({ outcome: 'appended', position: 12 });
});

it('takes so many bytes, and has room again for what has been sent', async () => {
  await open({ bytes: 100_000 });
  await holdTheLog();
  const first = append(0);
  await waitsForTheLog();
  const results = Promise.allSettled(times(6, 'x'.repeat(24_000)));
  await outside.query('rollback');
  await first;
  const outcomes = (await results).map(outcome);
  expect(outcomes).toEqual([
    ...Array.from({ length: 4 }, () => 'fulfilled'),
    ...Array.from({ length: 2 }, () => 'StoreUnavailable: too many appends are waiting'),
  ]);
  for (let round = 7; round < 14; round += 1)
    expect(await append(round, 'x'.repeat(90_000))).toMatchObject({ outcome: 'appended' });
});

it('is unavailable where the log stays locked, and never sends what waited too long', async () => {
  await open({ ms: 2_000 });
  await holdTheLog();
  const first = append(0);
  await waitsForTheLog();
  const outcomes = (await Promise.allSettled([first, ...times(20)])).map(outcome);
  // Only the first append waited for the lock; the others did not wait for it in turn.
  expect(outcomes).toEqual([
    'StoreUnavailable: PostgreSQL did not answer',
    ...Array.from({ length: 20 }, () => 'StoreUnavailable: an append has waited too long'),
  ]);
  await outside.query('rollback');
  expect(await store.head()).toBe(0);
  expect(await append(0)).toMatchObject({ outcome: 'appended', position: 1 });
});

it('parts what is together too large for one transaction', async () => {
  await open();
  const written = async (text: string, count: number): Promise<number> => {
    const before = await store.head();
    await Promise.all(
      Array.from({ length: count }, (_, n) => append(1_000 * (before + 1) + n, text)),
    );
    const { rows } = await outside.query(
      `select count(distinct xmin::text)::int as n
         from ${schema}.events where position > ${before}`,
    );
    return rows[0].n;
  };
  expect(await written('', 12)).toBeLessThanOrEqual(2);
  expect(await written('x'.repeat(1_000_000), 12)).toBeGreaterThanOrEqual(3);
});
