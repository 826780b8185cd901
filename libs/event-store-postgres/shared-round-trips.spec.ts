import { randomUUID } from 'node:crypto';
import { appendToEnd, type TestDatabase, testDatabase } from '@talentloop/testing';
import { Pool } from 'pg';
import { PostgresEventStore } from './index';
import { SharedRoundTrips } from './shared-round-trips';

let database: TestDatabase;
let store: PostgresEventStore;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString });
  store = new PostgresEventStore({ pool, schema: 'shared_round_trips' });
  await store.migrate();
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

it('answers each of many that read at once its own stream, in few round trips', async () => {
  const streams = Array.from({ length: 40 }, (_, i) => ({ stream: `thing-${i}`, events: i % 4 }));
  for (const { stream, events } of streams)
    for (let i = 0; i < events; i += 1) await appendToEnd(store, stream);
  let trips = 0;
  const counted = (): void => void (trips += 1);
  pool.on('acquire', counted);
  const read = await Promise.all(streams.map(({ stream }) => store.readStream(stream, 1)));
  pool.off('acquire', counted);
  expect(trips).toBeLessThanOrEqual(2);
  read.forEach((events, i) => {
    const expected = Array.from({ length: Math.max(0, (i % 4) - 1) }, (_, n) => n + 1);
    expect(events.map(({ revision }) => revision)).toEqual(expected);
    expect(events.every(({ stream }) => stream === `thing-${i}`)).toBe(true);
  });
});

it('knows no stream by a name that would part the names of others', async () => {
  await appendToEnd(store, 'thing-a');
  const names = ['thing-b\u001fthing-a', 'thing-b', 'thing-a', 'thing-\u0000'];
  const read = await Promise.all(names.map((name) => store.readStream(name)));
  expect(read.map((events) => events.length)).toEqual([0, 0, 1, 0]);
});

it('looks up the claims of many at once', async () => {
  const claims = Array.from({ length: 20 }, (_, i) => ({
    commandId: randomUUID(),
    digest: `digest ${i}`,
    ...(i % 2 === 0 && { answer: { status: 201, body: { i } } }),
  }));
  for (const claim of claims) await store.keepClaim(claim);
  const ids = [...claims.map(({ commandId }) => commandId), randomUUID()];
  const found = await Promise.all(ids.map((id) => store.findClaim(id)));
  expect(found).toEqual([...claims, undefined]);
});

it('fails those who shared a round trip, and nobody else', async () => {
  const asked: (readonly number[])[] = [];
  const shared = new SharedRoundTrips<number, number>(async (numbers) => {
    asked.push(numbers);
    if (numbers.includes(3)) throw new Error('three');
    return numbers.map((number) => number * 2);
  }, 2);
  const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => shared.ask(number)));
  expect(asked).toEqual([[1, 2], [3, 4], [5]]);
  const outcomes = answers.map((it) => (it.status === 'fulfilled' ? it.value : 'failed'));
  expect(outcomes).toEqual([2, 4, 'failed', 'failed', 10]);
});

it('keeps its promises to 300 callers at once, whose groups are parted', async () => {
  const results = await Promise.all(
    Array.from({ length: 300 }, (_, i) => appendToEnd(store, `crowd-${i % 150}`)),
  );
  const positions = results.map(({ position }) => position);
  expect(new Set(positions).size).toBe(300);
  expect(Math.max(...positions) - Math.min(...positions)).toBe(299);
});
