import type { EventStore, StoredEvent } from '@talentloop/event-sourcing';
import fc from 'fast-check';
import { appendToEnd } from './chain';
import { until } from './until';

/** Expects positions as the store gives them: from 1 on without holes, or at least rising. */
export type Rising = (positions: readonly number[]) => void;

export const positionsOf = (events: readonly StoredEvent[]): readonly number[] =>
  events.map(({ position }) => position);

/** Reads until it has seen `count` events. */
export const subscribed = async (
  store: EventStore,
  { after, batchSize, count }: { after: number; batchSize: number; count: number },
): Promise<readonly StoredEvent[]> => {
  const seen: StoredEvent[] = [];
  if (count === 0) return seen;
  const stop = new AbortController();
  for await (const batch of store.subscribe({ after, batchSize, signal: stop.signal })) {
    expect(batch.length).toBeGreaterThan(0);
    expect(batch.length).toBeLessThanOrEqual(batchSize);
    seen.push(...batch);
    if (seen.length >= count) stop.abort();
  }
  return seen;
};

/** Reads from the beginning, event by event, until it is stopped. */
const startReading = (store: EventStore) => {
  const seen: StoredEvent[] = [];
  const stop = new AbortController();
  const reading = (async () => {
    const options = { after: 0, batchSize: 1, signal: stop.signal };
    for await (const batch of store.subscribe(options)) seen.push(...batch);
  })();
  return { seen, reading, stop };
};

/** The part of the contract that is about following a log. */
export const subscribing = (current: () => EventStore, rising: Rising): void => {
  it('resumes from any position, in batches of any size', async () => {
    const store = current();
    for (let n = 0; n < 12; n += 1)
      await appendToEnd(store, `thing-${n % 5}`, { data: [{ n }, { n }] });
    const all = await store.readAll({ after: 0, limit: 100 });
    expect(all).toHaveLength(24);
    const anywhere = fc.record({ from: fc.nat(24), batchSize: fc.integer({ min: 1, max: 30 }) });
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ from, batchSize }) => {
        const after = all[from - 1]?.position ?? 0;
        const seen = await subscribed(store, { after, batchSize, count: 24 - from });
        expect(seen).toEqual(all.slice(from));
      }),
      { numRuns: 40 },
    );
  });

  it('goes on with what is written while it reads', async () => {
    const store = current();
    const reading = subscribed(store, { after: 0, batchSize: 7, count: 60 });
    for (let n = 0; n < 60; n += 1) await appendToEnd(store, `thing-${n % 3}`);
    const seen = await reading;
    expect(seen).toHaveLength(60);
    rising(positionsOf(seen));
  });

  it('wakes for an event that comes while it waits', async () => {
    const store = current();
    const { seen, reading, stop } = startReading(store);
    const appended: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      // It has seen all that there is, so it waits for the next one.
      await until('it has read to the end', () => seen.length === n);
      appended.push((await appendToEnd(store, 'thing-1')).position);
    }
    await until('it has read the last one', () => seen.length === 5);
    expect(positionsOf(seen)).toEqual(appended);
    stop.abort();
    await reading;
  });

  it('ends without an error when aborted: waiting, reading, or before it begins', async () => {
    const store = current();
    await appendToEnd(store, 'thing-1');
    const { seen, reading, stop } = startReading(store);
    await until('it has read to the end', () => seen.length === 1);
    stop.abort();
    await reading;
    await appendToEnd(store, 'thing-1', { data: [{}, {}, {}] });
    for await (const batch of store.subscribe({ after: 0, batchSize: 1, signal: stop.signal }))
      expect(batch).toBeUndefined();
    expect(await subscribed(store, { after: 0, batchSize: 1, count: 1 })).toHaveLength(1);
  });
};
