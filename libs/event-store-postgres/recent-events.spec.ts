import type { ReadAllOptions, StoredEvent } from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { appendToEnd } from '@talentloop/testing';
import fc from 'fast-check';
import { RecentEvents } from './recent-events';

const filled = async (events: number): Promise<InMemoryEventStore> => {
  const store = new InMemoryEventStore();
  for (let i = 0; i < events; i += 1) await appendToEnd(store, `thing-${i % 7}`);
  return store;
};

/** A log that counts how often it is read. */
const over = (store: InMemoryEventStore) => {
  const asked: ReadAllOptions[] = [];
  const recent = new RecentEvents((options) => {
    asked.push(options);
    return store.readAll(options);
  });
  return { recent, asked };
};

const positions = (events: readonly StoredEvent[]): readonly number[] =>
  events.map(({ position }) => position);

it('reads once for all who wake together, and not again for who comes a little later', async () => {
  const store = await filled(10);
  const { recent, asked } = over(store);
  const woken = await Promise.all(Array.from({ length: 20 }, () => recent.after(4, 2_000)));
  const late = await recent.after(7, 2);
  expect(asked).toHaveLength(1);
  expect(woken.map(positions)).toEqual(woken.map(() => [5, 6, 7, 8, 9, 10]));
  expect(positions(late)).toEqual([8, 9]);
  expect(await recent.after(10, 5)).toEqual([]);
});

it('goes on reading where it ends, and lets who is far behind read by itself', async () => {
  const store = await filled(6);
  const { recent, asked } = over(store);
  await recent.after(3, 10);
  await appendToEnd(store, 'thing-x');
  expect(positions(await recent.after(6, 10))).toEqual([7]);
  expect(positions(await recent.after(0, 2))).toEqual([1, 2]);
  expect(positions(await recent.after(4, 10))).toEqual([5, 6, 7]);
  expect(asked.map(({ after }) => after)).toEqual([3, 6, 0]);
});

it('lets who lags take all that the others read bit by bit, up to the limit', async () => {
  const store = await filled(2);
  const { recent, asked } = over(store);
  for (let end = 2; end <= 8; end += 1) {
    await recent.after(end - 1, 10);
    await appendToEnd(store, 'thing-x');
  }
  expect(asked).toHaveLength(7);
  expect(positions(await recent.after(2, 10))).toEqual([3, 4, 5, 6, 7, 8]);
  expect(positions(await recent.after(2, 4))).toEqual([3, 4, 5, 6]);
  expect(asked).toHaveLength(7);
});

it('asks again after a failure', async () => {
  const store = await filled(2);
  let away = true;
  const recent = new RecentEvents(async (options) => {
    if (away) throw new Error('away');
    return store.readAll(options);
  });
  const both = [recent.after(0, 5), recent.after(0, 5)];
  expect(await Promise.allSettled(both)).toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  away = false;
  expect(positions(await recent.after(0, 5))).toEqual([1, 2]);
});

it('remembers a bounded piece of the log', async () => {
  const page = (after: number): StoredEvent[] =>
    Array.from({ length: 2_000 }, (_, i) => ({
      position: after + 1 + i,
      stream: 'thing-1',
      revision: i,
      id: '',
      type: 'T',
      schemaVersion: 1,
      data: 'x'.repeat(1_000),
      metadata: '{}',
      previousHash: '',
      hash: '',
      committedAt: '',
    }));
  const asked: number[] = [];
  const recent = new RecentEvents(async ({ after }) => {
    asked.push(after);
    return page(after);
  });
  for (const after of [0, 2_000, 4_000, 6_000]) await recent.after(after, 2_000);
  expect(positions(await recent.after(4_000, 1))).toEqual([4_001]);
  expect(asked).toEqual([0, 2_000, 4_000, 6_000]);
  expect(positions(await recent.after(3_999, 1))).toEqual([4_000]);
  expect(asked).toHaveLength(5);
});

it('shows every reader the whole log in its order, wherever they begin and however it grows', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ reader: fc.nat(3), limit: fc.integer({ min: 1, max: 5 }), grow: fc.nat(3) }),
        { maxLength: 60 },
      ),
      async (steps) => {
        const store = await filled(3);
        const { recent } = over(store);
        const seen: number[][] = [[], [], [], []];
        const step = async (reader: number, limit: number): Promise<number> => {
          const read = seen[reader] ?? [];
          const page = await recent.after(read.at(-1) ?? 0, limit);
          read.push(...positions(page));
          return page.length;
        };
        for (const { reader, limit, grow } of steps) {
          for (let i = 0; i < grow; i += 1) await appendToEnd(store, 'thing-y');
          await step(reader, limit);
        }
        const whole = Array.from({ length: await store.head() }, (_, i) => i + 1);
        for (const [reader, read] of seen.entries()) {
          while ((await step(reader, 5)) > 0);
          expect(read).toEqual(whole);
        }
      },
    ),
    { numRuns: 100 },
  ));
