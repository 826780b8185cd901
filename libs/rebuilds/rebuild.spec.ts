import { type EventStore, readModel, rowsFrom, type StoredEvent } from '@talentloop/event-sourcing';
import {
  dumpOf,
  openTallies,
  openTalliesDefinition,
  openTalliesFolds,
  tally,
  tallyCodecs,
  type TallyEvent,
  type TallyRow,
  until,
} from '@talentloop/testing';
import fc from 'fast-check';
import { Session } from '@talentloop/log-following';
import { ReadModelTable } from '@talentloop/projections';
import { Rebuilder } from './index';
import {
  closed,
  filled,
  Installation,
  opened,
  plainTallies,
  pool,
  raised,
} from './rebuild.examples';

describe('a rebuild', () => {
  it('takes the place of the live table when it is equal, and says what was compared', async () => {
    const at = await filled();
    const before = await at.dump();
    at.work();
    await at.ask();
    const progress = await at.becomes('switched');
    expect(progress).toMatchObject({ done: 40, total: 40, eta: 0, differing: 0, differences: [] });
    expect(progress.proof).toMatchObject({ position: 40, rows: 47 });
    expect(progress.proof?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await at.dump()).toBe(before);
    expect(await at.tables()).toEqual([
      'open_tallies',
      'open_tallies_previous',
      'open_tallies_previous_versions',
      'open_tallies_versions',
    ]);
    const { rows } = await pool.query<{ indexes: string }>(
      `select count(*)::int as indexes from pg_indexes
         where schemaname = $1 and tablename = 'open_tallies'`,
      [at.schema],
    );
    expect(rows).toEqual([{ indexes: 3 }]);
  });

  it('lets the live table be folded on, before and after the switch', async () => {
    const at = await filled();
    at.work({ pageSize: 3 });
    await at.ask();
    for (let i = 0; i < 50; i += 1) await at.log.add(`t${i % 7}`, raised(1), closed, opened);
    await at.becomes('switched');
    const runner = at.run();
    await at.log.add('t1', raised(5));
    expect(await runner.waitFor(191, 5_000)).toBe(true);
    const again = new Installation();
    again.log.events.push(...at.log.events);
    await again.run().waitFor(191, 5_000);
    expect(await at.dump()).toBe(await again.dump());
  });

  it('is held by an altered row, which it names, until it is accepted', async () => {
    const at = await filled();
    const before = await at.dump();
    await pool.query(`update ${at.schema}.open_tallies set total = 7 where key = 'tally-t3'`);
    await pool.query(`delete from ${at.schema}.open_tallies where key = 'tally-t4'`);
    await pool.query(
      `update ${at.schema}.open_tallies_versions set gone = true
         where key = 'tally-t5' and position = 6`,
    );
    at.work();
    await at.ask();
    const { differing, differences } = await at.becomes('held');
    expect(differing).toBe(3);
    expect(differences).toMatchObject([
      { key: 'tally-t3', live: { total: 7 }, rebuilt: { total: 120 } },
      { key: 'tally-t4', live: null, rebuilt: { owner: 'ann' } },
      { key: 'tally-t5', position: 6, live: { gone: true }, rebuilt: { gone: false } },
    ]);
    expect(await at.dump()).not.toBe(before);
    expect(await at.requests().accept('open_tallies')).toBe('done');
    expect(await at.becomes('switched')).toMatchObject({ differing: 3, differences: [] });
    expect(await at.dump()).toBe(before);
    expect(await at.requests().accept('open_tallies')).toBe('done');
  });

  it('does not let a batch that was folded over the altered rows reach the new ones', async () => {
    const at = await filled();
    await pool.query(
      `update ${at.schema}.open_tallies set row = '{"owner":"eve","total":1,"raises":0}'
         where key = 'tally-t3'`,
    );
    const slow = new ReadModelTable(pool, at.schema, openTallies);
    await slow.find();
    const [altered] = (await slow.load(['tally-t3'])).values();
    if (!altered) throw new Error('there is no such row');
    at.work();
    await at.ask();
    await at.becomes('held');
    await at.requests().accept('open_tallies');
    await at.becomes('switched');
    const changed = [{ ...altered, position: 41 }];
    expect(await slow.write({ from: 40, to: 41 }, { changed, versions: [] })).toBe(false);
    expect(await slow.isReplaced()).toBe(true);
    for (let i = 0; i < 200; i += 1) await at.log.add('t3', raised(1));
    await until('it is folded on', async () =>
      (await dumpOf(pool, at.schema, 'open_tallies')).includes(',320,'),
    );
    expect(await at.dump()).not.toContain('eve');
  });

  it('that is cancelled leaves nothing and changes nothing', async () => {
    const at = await filled();
    await pool.query(`update ${at.schema}.open_tallies set total = 7 where key = 'tally-t3'`);
    const before = await at.dump();
    at.work();
    await at.ask();
    await at.becomes('held');
    expect(await at.requests().cancel('open_tallies')).toBe('done');
    expect(await at.requests().cancel('open_tallies')).toBe('done');
    expect(await at.requests().accept('open_tallies')).toBe('not-so');
    await until('its tables are gone', async () => (await at.tables()).length === 2);
    expect(await at.dump()).toBe(before);
  });

  it('that nobody works on yet can be cancelled, and asked for again', async () => {
    const at = await filled();
    const [first] = (await at.ask()).values();
    expect([...(await at.ask()).values()]).toEqual([first]);
    expect(await at.requests().cancel('open_tallies')).toBe('done');
    expect(await at.requests().cancel('other')).toBe('none');
    expect([...(await at.ask()).values()]).not.toEqual([first]);
    at.work();
    await at.becomes('switched');
  });

  it('fails where a fold fails, and the live rows stay', async () => {
    const at = await filled();
    const before = await at.dump();
    const on: typeof openTalliesFolds = {
      ...openTalliesFolds,
      TallyRaised: (row, { data }) => {
        if (data.by === 30) throw new Error('cannot count to thirty');
        return row;
      },
    };
    const fragile = readModel<TallyRow>(openTalliesDefinition, [rowsFrom(tally, { on })]);
    at.work({ pageSize: 10 }, [fragile]);
    await at.ask();
    const { cause, done } = await at.becomes('failed');
    expect({ cause, done }).toEqual({
      cause: 'Error: cannot count to thirty (after position 30)',
      done: 30,
    });
    await until('its tables are gone', async () => (await at.tables()).length === 2);
    expect(await at.dump()).toBe(before);
  });

  it('fails on a log that is broken', async () => {
    const at = await filled();
    const event = at.log.events[20];
    if (event) at.log.events[20] = { ...event, data: '{"by":99}' };
    at.work();
    await at.ask();
    expect((await at.becomes('failed')).cause).toContain('the log is broken at position 21: hash');
  });
});

describe('several read models', () => {
  it('share one pass over the log', async () => {
    const at = await filled(40, [openTallies, plainTallies]);
    const { store } = at.log;
    let pages = 0;
    const counting = {
      ...store,
      readAll: (ask: Parameters<typeof store.readAll>[0]) => {
        pages += 1;
        return store.readAll(ask);
      },
    };
    at.work({ store: counting, pageSize: 10 });
    const ids = await at.ask(['open_tallies', 'plain_tallies']);
    expect(new Set(ids.values()).size).toBe(1);
    await at.becomes('switched');
    await at.becomes('switched', 'plain_tallies');
    expect(pages).toBe(4);
  });

  it('do not wait for one that fails, or is held', async () => {
    const at = await filled(40, [openTallies, plainTallies]);
    await pool.query(`delete from ${at.schema}.open_tallies where key = 'tally-t4'`);
    at.work();
    await at.ask(['open_tallies', 'plain_tallies']);
    await at.becomes('held');
    await at.becomes('switched', 'plain_tallies');
  });
});

type Ask = Parameters<EventStore['readAll']>[0];

/** A store as a worker has it that reads five pages and is never heard of again. */
const dyingAfterFive = (store: EventStore) => {
  const pages = { asked: 0 };
  const readAll = async (ask: Ask): Promise<readonly StoredEvent[]> => {
    pages.asked += 1;
    if (pages.asked > 5) return new Promise<never>(() => undefined);
    return store.readAll(ask);
  };
  return { pages, store: { ...store, readAll } };
};

/** A store that counts the events that are read from it. */
const countingReads = (store: EventStore) => {
  const read = { events: 0 };
  const readAll = async (ask: Ask): Promise<readonly StoredEvent[]> => {
    const page = await store.readAll(ask);
    read.events += page.length;
    return page;
  };
  return { read, store: { ...store, readAll } };
};

describe('workers', () => {
  it('of which several look do it once, and one that dies is followed by another', async () => {
    const at = await filled(400);
    const before = await at.dump();
    await at.ask();
    const dying = dyingAfterFive(at.log.store);
    const session = new Session(pool);
    new Rebuilder({
      pool,
      schema: at.schema,
      store: dying.store,
      codecs: tallyCodecs,
      session,
      pageSize: 20,
      readModels: [openTallies],
    }).start();
    await until('it is half way', async () => {
      const half = await at.requests().progress('open_tallies');
      const { asked } = dying.pages;
      return asked > 5 && half?.state === 'building' && half.done === 100 && half.total === 400;
    });
    const { read, store } = countingReads(at.log.store);
    const locking = jest.spyOn(Session.prototype, 'tryLock');
    at.work({ store });
    at.work({ store });
    await until('both were refused the lock', async () => {
      const { contexts, results } = locking.mock;
      const locks = await Promise.all(results.map(({ value }) => value));
      return new Set(contexts.filter((_, i) => locks[i] === undefined)).size === 2;
    });
    locking.mockRestore();
    expect([read.events, await at.state()]).toEqual([0, 'building']);
    await session.close(); // As after the process was killed: PostgreSQL has freed its lock.
    await at.becomes('switched');
    expect(read.events).toBe(300);
    expect(await at.dump()).toBe(before);
  });
});

it('rebuilt equals live, whatever the history, the pages and the moment', async () => {
  const event = fc.oneof(
    fc.constant(opened),
    fc.integer({ min: -9, max: 9 }).map(raised),
    fc.constant<TallyEvent>({ type: 'TallyHandedOver', data: { owner: 'bob' } }),
    fc.constant(closed),
  );
  const history = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), event), {
    minLength: 1,
    maxLength: 40,
  });
  const moments = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(history, moments, fc.integer({ min: 1, max: 9 }), async (steps, at, size) => {
      const one = new Installation();
      const runner = one.run();
      const { stop } = one.work({ pageSize: size });
      for (const [i, [id, step]] of steps.entries()) {
        await one.log.add(id, step);
        if (at.includes(i)) await one.ask();
      }
      if (!(await one.state())) await one.ask();
      await one.becomes('switched');
      await runner.waitFor(steps.length, 5_000);
      const other = new Installation();
      other.log.events.push(...one.log.events);
      const whole = other.run();
      await whole.waitFor(steps.length, 5_000);
      expect(await one.dump()).toBe(await other.dump());
      await Promise.all([runner.stop(), whole.stop(), stop()]);
    }),
    { numRuns: 10 },
  );
});
