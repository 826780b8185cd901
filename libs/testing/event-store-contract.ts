import { randomUUID } from 'node:crypto';
import {
  APPEND_EVENTS_MAX,
  AppendTooLarge,
  type Clock,
  EVENT_BYTES_MAX,
  EventTooLarge,
  type EventStore,
  hashOf,
  type Instant,
} from '@talentloop/event-sourcing';
import fc from 'fast-check';
import { appendOf, appendToEnd, enveloped } from './chain';
import { claiming } from './claim-contract';
import { positionsOf, type Rising, subscribing } from './subscription-contract';

/** A store on an empty log of its own. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Another instance on the same log, as after a restart or in another process. */
  readonly reopen?: () => Promise<EventStore>;
  close(): Promise<void>;
}

/** A clock that a spec sets. */
class SetClock implements Clock {
  constructor(public at: Instant) {}
  now(): Instant {
    return this.at;
  }
}

/**
 * What the port promises, for any adapter: describe-suites that `makeStore` feeds with empty logs.
 * A store that is not `gapless` gives positions with holes, which rise all the same.
 */
export const eventStoreContract = (
  name: string,
  makeStore: (clock: Clock) => Promise<StoreUnderTest>,
  { gapless = true }: { readonly gapless?: boolean } = {},
): void => {
  describe(`${name} keeps the promises of an event store:`, () => {
    let under: StoreUnderTest;
    let store: EventStore;
    let clock: SetClock;
    beforeEach(async () => {
      clock = new SetClock('2026-03-02T02:00:00.000Z');
      under = await makeStore(clock);
      ({ store } = under);
    });
    afterEach(() => under.close());
    const current = (): EventStore => store;
    const rising = (positions: readonly number[]): void => {
      const sorted = [...new Set(positions)].toSorted((a, b) => a - b);
      expect(positions).toEqual(gapless ? positions.map((_, i) => i + 1) : sorted);
      expect(sorted[0] ?? 1).toBeGreaterThan(0);
    };
    describe('appending', () => appending(current, rising));
    describe('reading', () => reading(current, rising));
    describe('time', () => timing(current, () => clock));
    describe('claims', () => claiming(current));
    describe('subscribing', () => subscribing(current, rising));
    it('shows another instance what was written', async () => {
      const other = (await under.reopen?.()) ?? store;
      await appendToEnd(store, 'thing-1');
      expect(await other.readAll({ after: 0, limit: 10 })).toHaveLength(1);
    });
  });
};

const appending = (current: () => EventStore, rising: Rising): void => {
  it('appends at the expected revision and numbers the log', async () => {
    const store = current();
    const first = enveloped('thing-1', { data: [{ n: 1 }, { n: 2 }] });
    const results = [
      await store.append(appendOf(first)),
      await store.append(appendOf(enveloped('thing-2'))),
    ];
    const log = await store.readAll({ after: 0, limit: 10 });
    rising(positionsOf(log));
    const [, second, third] = positionsOf(log);
    expect(results).toMatchObject([
      { outcome: 'appended', position: second },
      { outcome: 'appended', position: third },
    ]);
    expect(log.map(({ stream, revision }) => `${stream}@${revision}`)).toEqual([
      'thing-1@0',
      'thing-1@1',
      'thing-2@0',
    ]);
    expect(await store.head()).toBe(third);
  });

  it('refuses another revision than the expected one and says which it is', async () => {
    const store = current();
    const [first] = enveloped('thing-1');
    await store.append(appendOf(enveloped('thing-1')));
    const conflict = { outcome: 'conflict', revision: 0 };
    expect(await store.append(appendOf(enveloped('thing-1')))).toEqual(conflict);
    const ahead = enveloped('thing-2', { end: { revision: 4, hash: first?.hash ?? '' } });
    expect(await store.append(appendOf(ahead))).toEqual({ outcome: 'conflict', revision: -1 });
    expect(await store.readAll({ after: 0, limit: 10 })).toHaveLength(1);
  });

  it('refuses what was built on an event that never came to be', async () => {
    const store = current();
    const [lost] = enveloped('thing-1', { data: [{ lost: true }] });
    await store.append(appendOf(enveloped('thing-1')));
    const built = enveloped('thing-1', { end: { revision: 0, hash: lost?.hash ?? '' } });
    expect(await store.append(appendOf(built))).toEqual({ outcome: 'conflict', revision: 0 });
  });

  it('takes appends to one stream that do not wait for each other, in their order', async () => {
    const store = current();
    let end: { revision: number; hash: string } | undefined;
    const results = Array.from({ length: 40 }, (_, n) => {
      const events = enveloped('thing-1', { data: [{ n }], ...(end && { end }) });
      end = events.at(-1);
      return store.append(appendOf(events));
    });
    const outcomes = (await Promise.all(results)).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['appended']));
    const revisions = (await store.readStream('thing-1')).map(({ revision }) => revision);
    expect(revisions).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });

  it('knows a command that it has appended already', async () => {
    const store = current();
    const commandId = randomUUID();
    const first = enveloped('thing-1', { commandId, data: [{}, {}] });
    const [one, again] = await Promise.all([first, first].map((e) => store.append(appendOf(e))));
    expect(one).toMatchObject({ outcome: 'appended' });
    expect(again).toEqual({ outcome: 'duplicate' });
    const end = (await store.readStream('thing-1')).at(-1);
    const later = enveloped('thing-1', { commandId, ...(end && { end }) });
    expect(await store.append(appendOf(later))).toEqual({ outcome: 'duplicate' });
    expect(await store.readAll({ after: 0, limit: 10 })).toHaveLength(2);
  });

  it('makes contiguous revisions of concurrent writers to one stream', async () => {
    const store = current();
    const writers = Array.from({ length: 16 }, async () => {
      for (let n = 0; n < 5; n += 1) await appendToEnd(store, 'thing-1');
    });
    await Promise.all(writers);
    const events = await store.readStream('thing-1');
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, i) => i));
    expect(events).toHaveLength(80);
    events.forEach((event, i) =>
      expect(event.previousHash).toBe(events[i - 1]?.hash ?? '0'.repeat(64)),
    );
  }, 60_000);

  it('refuses an event that is too long, and keeps the promises asked of the caller', async () => {
    const store = current();
    const long = enveloped('thing-1', { data: [{ text: 'x'.repeat(EVENT_BYTES_MAX) }] });
    await expect(store.append(appendOf(long))).rejects.toThrow(EventTooLarge);
    const fits = enveloped('thing-1', { data: [{ text: 'x'.repeat(EVENT_BYTES_MAX - 11) }] });
    expect(await store.append(appendOf(fits))).toMatchObject({ outcome: 'appended' });
    const none = { stream: 'thing-1', expectedRevision: 0, events: [] };
    await expect(store.append(none)).rejects.toThrow(TypeError);
    const gap = { ...appendOf(enveloped('thing-3')), expectedRevision: 6 };
    await expect(store.append(gap)).rejects.toThrow(TypeError);
  });

  it('takes so many events, and so many bytes, as one append and no more', async () => {
    const store = current();
    const many = (count: number) => Array.from({ length: count }, () => ({}));
    const tooMany = enveloped('thing-1', { data: many(APPEND_EVENTS_MAX + 1) });
    await expect(store.append(appendOf(tooMany))).rejects.toThrow(AppendTooLarge);
    const half = { text: 'x'.repeat(900_000) };
    const tooLong = enveloped('thing-1', { data: Array.from({ length: 5 }, () => half) });
    await expect(store.append(appendOf(tooLong))).rejects.toThrow(AppendTooLarge);
    expect(await store.readStream('thing-1')).toEqual([]);
    const fits = enveloped('thing-1', { data: many(APPEND_EVENTS_MAX) });
    expect(await store.append(appendOf(fits))).toMatchObject({ outcome: 'appended' });
  });

  it('reads back the very bytes, so that every hash can be computed again', async () => {
    const store = current();
    const unit = fc.oneof(
      fc.constantFrom('"', '\\', '\n', '\t', '\u0001', '\u001f', '\u007f', '\u2028', ',', '{', '}'),
      fc.constantFrom('陳', '龍', '龙', 'é', 'e\u0301', '😀', '\ufeff', '\u00a0', 'ß', "'", '$1'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((c) => c !== '\u0000'),
    );
    const text = fc.string({ unit, maxLength: 30 });
    const data = fc.record({
      text,
      number: fc.maxSafeInteger(),
      list: fc.array(text, { maxLength: 3 }),
      deep: fc.dictionary(text, text, { maxKeys: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 4 }), async (each) => {
        const stream = `thing-${randomUUID()}`;
        const events = enveloped(stream, { data: each });
        await store.append(appendOf(events));
        const stored = await store.readStream(stream);
        expect(stored).toEqual(events.map((event) => expect.objectContaining(event)));
        stored.forEach((event) => expect(hashOf(event)).toBe(event.hash));
      }),
      { numRuns: 40 },
    );
  });
};

const reading = (current: () => EventStore, rising: Rising): void => {
  it('reads a stream from a revision on, and nothing of one that does not exist', async () => {
    const store = current();
    await store.append(appendOf(enveloped('thing-1', { data: [{}, {}, {}] })));
    await store.append(appendOf(enveloped('thing-11')));
    const from = async (revision?: number): Promise<readonly number[]> =>
      (await store.readStream('thing-1', revision)).map((event) => event.revision);
    expect(await from()).toEqual([0, 1, 2]);
    expect(await from(1)).toEqual([1, 2]);
    expect(await from(3)).toEqual([]);
    expect(await store.readStream('thing-2')).toEqual([]);
  });

  it('finds the events of a command, however many', async () => {
    const store = current();
    const commandId = randomUUID();
    await store.append(appendOf(enveloped('thing-1', { data: [{}] })));
    const end = (await store.readStream('thing-1')).at(-1);
    const data = Array.from({ length: 40 }, (_, n) => ({ n }));
    await store.append(appendOf(enveloped('thing-1', { commandId, data, ...(end && { end }) })));
    await appendToEnd(store, 'thing-1');
    const found = await store.readCommand('thing-1', commandId);
    expect(found.map(({ revision }) => revision)).toEqual(data.map(({ n }) => n + 1));
    expect(await store.readCommand('thing-1', randomUUID())).toEqual([]);
    expect(await store.readCommand('thing-2', commandId)).toEqual([]);
  });

  it('pages through the log, up to a position where asked', async () => {
    const store = current();
    for (let n = 0; n < 7; n += 1) await appendToEnd(store, `thing-${n % 2}`);
    const places = positionsOf(await store.readAll({ after: 0, limit: 10 }));
    rising(places);
    const at = (place: number): number => places[place - 1] ?? 0;
    const page = async (after: number, limit: number, upTo?: number): Promise<readonly number[]> =>
      positionsOf(
        await store.readAll({
          after: at(after),
          limit,
          ...(upTo !== undefined && { upTo: at(upTo) }),
        }),
      ).map((position) => places.indexOf(position) + 1);
    expect(await page(0, 3)).toEqual([1, 2, 3]);
    expect(await page(3, 3)).toEqual([4, 5, 6]);
    expect(await page(6, 3)).toEqual([7]);
    expect(await page(7, 3)).toEqual([]);
    expect(await page(2, 10, 5)).toEqual([3, 4, 5]);
    expect(await page(5, 10, 5)).toEqual([]);
  });
};

const timing = (current: () => EventStore, clock: () => SetClock): void => {
  const appendAt = (at: Instant): ReturnType<typeof appendToEnd> => {
    clock().at = at;
    return appendToEnd(current(), 'thing-1', { data: [{}, {}], recordedAt: at });
  };

  it('says where the log ended at an instant', async () => {
    const store = current();
    expect(await store.head()).toBe(0);
    expect(await store.positionAt('2999-01-01T00:00:00.000Z')).toBe(0);
    await appendAt('2026-03-02T02:00:00.000Z');
    await appendAt('2026-03-02T02:00:00.001Z');
    await appendAt('2026-03-02T02:00:00.001Z');
    const [, second] = positionsOf(await store.readAll({ after: 0, limit: 10 }));
    const last = await store.head();
    expect(await store.positionAt('2026-03-02T01:59:59.999Z')).toBe(0);
    expect(await store.positionAt('2026-03-02T02:00:00.000Z')).toBe(second);
    expect(await store.positionAt('2026-03-02T02:00:00.001Z')).toBe(last);
    expect(await store.positionAt('2999-01-01T00:00:00.000Z')).toBe(last);
  });

  it('never goes back, even if a clock does', async () => {
    const later = await appendAt('2026-03-02T02:00:05.000Z');
    expect(later.committedAt).toBe('2026-03-02T02:00:05.000Z');
    const earlier = await appendAt('2026-03-02T02:00:01.000Z');
    expect(earlier.committedAt).toBe('2026-03-02T02:00:05.000Z');
    const log = await current().readAll({ after: 0, limit: 10 });
    expect(new Set(log.map(({ committedAt }) => committedAt))).toEqual(
      new Set(['2026-03-02T02:00:05.000Z']),
    );
  });
};
