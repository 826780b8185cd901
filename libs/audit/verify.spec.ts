import { hashOf, type StoredEvent } from '@talentloop/event-sourcing';
import fc from 'fast-check';
import { asked, corrected, granted, PermitLog, permits, readerOf } from './spec/permit';
import { verifyLog, verifyStream } from './verify';

const STREAMS = 5;
let sound: readonly StoredEvent[];

const second = (n: number): string => new Date(Date.UTC(2026, 2, 2) + n * 1_000).toISOString();

beforeAll(async () => {
  const log = new PermitLog();
  for (let n = 0; n < 8 * STREAMS; n += 1) {
    const stream = `permit-${n % STREAMS}`;
    const [step, at] = [Math.floor(n / STREAMS), second(n)];
    if (step === 0) await log.record(asked(stream, at));
    else await log.record(step === 1 ? granted(stream, at) : corrected(stream, at, second(0)));
  }
  sound = log.rows;
});

const verify = (rows: readonly StoredEvent[], options = {}) =>
  verifyLog('permits-office', readerOf(rows), { batch: 7, ...options });

const row = (position: number): StoredEvent => {
  const found = sound[position - 1];
  if (!found) throw new Error(`no position ${position}`);
  return found;
};

const replaced = (...others: readonly StoredEvent[]): readonly StoredEvent[] =>
  sound.map((each) => others.find(({ position }) => position === each.position) ?? each);

it('finds a sound log sound, whatever memory it may use', async () => {
  expect(await verify(sound)).toEqual({ events: 40, ok: true });
  expect(await verify(sound, { streamsMax: 2 })).toEqual({ events: 40, ok: true });
  expect(await verify([])).toEqual({ events: 0, ok: true });
});

it('judges one category, or one stream', async () => {
  expect(await verify(sound, { category: permits.category })).toEqual({ events: 40, ok: true });
  expect(await verify(sound, { category: 'other' })).toEqual({ events: 0, ok: true });
  const stream = (rows: readonly StoredEvent[], name: string) =>
    verifyStream('permits-office', readerOf(rows), name);
  expect(await stream(sound, 'permit-1')).toEqual({ events: 8, ok: true });
  expect(await stream(sound, 'permit-9')).toBeUndefined();
  const altered = replaced({ ...row(12), data: row(12).data.replace('30', '31') });
  expect(await stream(altered, 'permit-1')).toEqual({
    events: 2,
    ok: false,
    firstBroken: {
      service: 'permits-office',
      position: 12,
      stream: 'permit-1',
      revision: 2,
      kind: 'hash-mismatch',
    },
  });
});

describe.each([[200_000], [2]])('with %i streams in memory', (streamsMax) => {
  const firstBroken = async (rows: readonly StoredEvent[]) =>
    (await verify(rows, { streamsMax })).firstBroken;
  const anywhere = fc.integer({ min: 1, max: 8 * STREAMS });

  it('names the event of which any one byte of what is hashed was altered', async () => {
    const text = fc.constantFrom(
      'data',
      'metadata',
      'id',
      'type',
      'stream',
      'hash',
      'previousHash',
    );
    await fc.assert(
      fc.asyncProperty(anywhere, text, fc.nat(), async (position, field, place) => {
        const was = row(position)[field as 'data'];
        const i = place % was.length;
        const altered = was.slice(0, i) + (was[i] === 'x' ? 'y' : 'x') + was.slice(i + 1);
        const found = await firstBroken(replaced({ ...row(position), [field]: altered }));
        expect(found).toMatchObject({ service: 'permits-office', position });
        expect(found?.kind).toBe('hash-mismatch');
      }),
      { numRuns: 150 },
    );
  });

  it('names the position that was deleted', async () => {
    for (let position = 1; position < 8 * STREAMS; position += 1) {
      const rows = sound.filter((each) => each.position !== position);
      const kind = 'position-gap';
      expect(await firstBroken(rows)).toEqual({ service: 'permits-office', position, kind });
    }
  });

  it('names the first of two swapped rows, with or without their times', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, anywhere, fc.boolean(), async (a, b, timesStay) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(low < high && (!timesStay || row(low).stream === row(high).stream));
        const swap = (to: number, from: number): StoredEvent => ({
          ...row(from),
          position: to,
          committedAt: row(timesStay ? to : from).committedAt,
        });
        const found = await firstBroken(replaced(swap(low, high), swap(high, low)));
        // Where the moved event fits by its stream, the time of the event after it reveals it.
        const between = sound.slice(low - 1, high - 1);
        const fits = between.every(({ stream }) => stream !== row(high).stream);
        expect(found?.position).toBe(fits ? low + 1 : low);
      }),
      { numRuns: 100 },
    );
  });

  it('names what was deleted with the hole closed, and what was doubled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (position) => {
        const closed = sound
          .filter((each) => each.position !== position)
          .map((each, i) => ({ ...each, position: i + 1 }));
        const { stream, revision } = row(position);
        const kind = 'revision-gap';
        expect(await firstBroken(closed)).toMatchObject({ stream, revision: revision + 1, kind });
        const doubled = [...sound, { ...row(position), position: 41, committedAt: second(99) }];
        expect(await firstBroken(doubled)).toMatchObject({ position: 41, kind });
      }),
      { numRuns: 30 },
    );
  });
});

it('names an event hashed again by someone else, by what follows it', async () => {
  const forged = { ...row(12), data: row(12).data.replace('30', '31') };
  const found = await verify(replaced({ ...forged, hash: hashOf(forged) }));
  const kind = 'chain-broken';
  expect(found.firstBroken).toMatchObject({ position: 17, stream: 'permit-1', kind });
  const nonsense = { ...row(12), data: 'nonsense' };
  const unreadable = await verify(replaced({ ...nonsense, hash: hashOf(nonsense) }));
  expect(unreadable.firstBroken).toMatchObject({ position: 12, kind: 'unreadable' });
});

it('names an event committed before the one before it', async () => {
  const found = await verify(replaced({ ...row(12), committedAt: second(0) }));
  expect(found.firstBroken).toMatchObject({ position: 12, kind: 'time-reversed' });
});
