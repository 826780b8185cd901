import {
  dumpOf,
  expectRebuiltEqualsLive,
  openTallies,
  openTalliesDefinition,
  openTalliesFolds,
  tally,
  type TallyEvent,
  TallyLog,
  type TallyRow,
  tallyCodecs,
  testDatabase,
  type TestDatabase,
  until,
} from '@talentloop/testing';
import { type ReadModel, readModel, rowsFrom } from '@talentloop/event-sourcing';
import fc from 'fast-check';
import { Pool } from 'pg';
import { Checkpoints } from '@talentloop/log-following';
import { ProjectionRunner, ReadModelProgress, ReadModelTable } from './index';

let database: TestDatabase;
let pool: Pool;
const running: ProjectionRunner[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

let schemas = 0;
const aSchema = (): string => `spec_${(schemas += 1)}`;

const opened: TallyEvent = { type: 'TallyOpened', data: { owner: 'ann' } };
const raised = (by: number): TallyEvent => ({ type: 'TallyRaised', data: { by } });
const closed: TallyEvent = { type: 'TallyClosed', data: { result: 'completed' } };

const run = (
  log: TallyLog,
  schema: string,
  over: { readModel?: ReadModel; batchSize?: number } = {},
) => {
  const { store } = log;
  const options = { pool, schema, store, codecs: tallyCodecs, readModel: openTallies, ...over };
  const runner = new ProjectionRunner(options);
  running.push(runner);
  runner.start();
  return runner;
};

/**
 * Of each statement that was prepared about that table: PostgreSQL tries five plans, then keeps
 * one.
 */
const plansOf = async (one: Pool, table: string) =>
  (
    await one.query(
      `select generic_plans >= 20 and custom_plans <= 5 as seldom from pg_prepared_statements
        where strpos(statement, $1) > 0`,
      [table],
    )
  ).rows;

const rowsOf = async (schema: string) =>
  (
    await pool.query<{ key: string; position: string; created_position: string; total: number }>(
      `select key, position, created_position, total from ${schema}.open_tallies
        order by created_position desc`,
    )
  ).rows;

describe('a read model', () => {
  it('keeps its rows, newest first by the event that made them', async () => {
    const log = new TallyLog();
    const schema = aSchema();
    const runner = run(log, schema);
    await log.add('a', opened, raised(2));
    await log.add('b', opened);
    await log.add('a', raised(3));
    expect(await runner.waitFor(4, 5_000)).toBe(true);
    expect(await rowsOf(schema)).toEqual([
      { key: 'tally-b', position: '3', created_position: '3', total: 0 },
      { key: 'tally-a', position: '4', created_position: '1', total: 5 },
    ]);
    await log.add('a', closed);
    expect(await runner.waitFor(5, 5_000)).toBe(true);
    expect((await rowsOf(schema)).map(({ key }) => key)).toEqual(['tally-b']);
  });

  it('has no row of an event of the same name in the stream of another aggregate', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    await log.add('a', opened, raised(2));
    await log.addNamesakes('a', { type: 'TallyRaised', data: { page: 7 } });
    await log.addNamesakes('b', { type: 'TallyOpened', data: { page: 8 } });
    const runner = run(log, schema);
    expect(await runner.waitFor(4, 5_000)).toBe(true);
    expect(await rowsOf(schema)).toMatchObject([{ key: 'tally-a', total: 2, position: '2' }]);
  });

  it('remembers every version, so that the past is one query', async () => {
    const log = new TallyLog();
    const schema = aSchema();
    await log.add('a', opened, raised(2), raised(3), closed, opened);
    const runner = run(log, schema);
    await runner.waitFor(5, 5_000);
    const { rows } = await pool.query(
      `select position::int, total, gone, created_position::int from ${schema}.open_tallies_versions
        where key = 'tally-a' order by position`,
    );
    expect(rows).toEqual([
      { position: 1, total: 0, gone: false, created_position: 1 },
      { position: 2, total: 2, gone: false, created_position: 1 },
      { position: 3, total: 5, gone: false, created_position: 1 },
      { position: 4, total: null, gone: true, created_position: 1 },
      { position: 5, total: 0, gone: false, created_position: 5 },
    ]);
  });

  it('rebuilt equals live, whatever the history and the size of the batches', async () => {
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
    const batches = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(history, batches, async (steps, sizes) => {
        const log = new TallyLog();
        for (const [id, step] of steps) await log.add(id, step);
        const { store } = log;
        const checked = { pool, schema: 'property', store, codecs: tallyCodecs };
        await expectRebuiltEqualsLive({ ...checked, readModel: openTallies }, [1_000, ...sizes]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the statements of a batch', () => {
  it('are planned once, however often they run', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    const one = new Pool({ connectionString: database.connectionString, max: 1 });
    const runner = new ProjectionRunner({
      readModel: openTallies,
      schema,
      pool: one,
      store: log.store,
      codecs: tallyCodecs,
    });
    runner.start();
    for (let position = 1; position <= 30; position += 1) {
      await log.add('a', position === 1 ? opened : raised(1));
      expect(await runner.waitFor(position, 5_000)).toBe(true);
    }
    expect(await plansOf(one, 'open_tallies')).toEqual([{ seldom: true }, { seldom: true }]);
    await runner.stop();
    await one.end();
  });
});

describe('two runners on one read model', () => {
  it('write each batch once: one is fenced off', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    const [first, second] = [
      run(log, schema, { batchSize: 3 }),
      run(log, schema, { batchSize: 2 }),
    ];
    for (let i = 0; i < 60; i += 1) await log.add(`t${i % 5}`, i < 5 ? opened : raised(1));
    expect(await Promise.all([first, second].map((it) => it.waitFor(60, 10_000)))).toEqual([
      true,
      true,
    ]);
    expect((await rowsOf(schema)).map(({ total }) => total)).toEqual([11, 11, 11, 11, 11]);
  });

  it('does not let one that was overtaken write', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    await log.add('a', opened, raised(1));
    await run(log, schema).waitFor(2, 5_000);
    const zombie = new ReadModelTable(pool, schema, openTallies);
    const stale = { key: 'tally-a', row: { owner: 'eve', total: 9, raises: 9 } };
    const changed = [{ ...stale, position: 2, createdPosition: 1 }];
    expect(await zombie.write({ from: 1, to: 2 }, { changed, versions: [] })).toBe(false);
    expect((await rowsOf(schema))[0]).toMatchObject({ total: 1 });
  });

  it('goes on from its checkpoint when it ended between batches', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    await log.add('a', opened, raised(1));
    const first = run(log, schema);
    await first.waitFor(2, 5_000);
    await first.stop();
    expect(await new Checkpoints(pool, schema).load('read-model:open_tallies')).toBe(2);
    await log.add('a', raised(5));
    expect(await run(log, schema).waitFor(3, 5_000)).toBe(true);
    expect((await rowsOf(schema))[0]).toMatchObject({ total: 6 });
  });
});

describe('a broken log', () => {
  const broken = async (breakIt: (log: TallyLog) => void) => {
    const [log, schema] = [new TallyLog(), aSchema()];
    await log.add('a', opened, raised(1));
    await log.add('b', opened);
    await log.add('a', raised(2), raised(3));
    breakIt(log);
    const runner = run(log, schema);
    await until('the read model stops', () => runner.state.state === 'stopped');
    return { log, schema, runner };
  };

  it('stops at an altered event, with everything before it written', async () => {
    const { log, schema, runner } = await broken(({ events }) => {
      const [event] = events.splice(3, 1);
      if (event) events.splice(3, 0, { ...event, data: '{"by":20}' });
    });
    expect(runner.state).toEqual({ state: 'stopped', stoppedAt: 4, cause: 'hash' });
    expect(await rowsOf(schema)).toMatchObject([{ key: 'tally-b' }, { total: 1 }]);
    expect(await runner.waitFor(5, 5_000)).toBe(false);
    const { store } = log;
    const readModels = [openTallies];
    const here = { service: 'spec', schema, pool, store, readModels, runners: [] };
    await until('others are told', async () => {
      const [status] = await new ReadModelProgress(here).status();
      return status?.state === 'stopped' && status.stoppedAt === 4 && status.lag === 2;
    });
  });

  it('goes on by itself once what was altered has been put back', async () => {
    const kept: TallyLog['events'] = [];
    const { log, runner, schema } = await broken(({ events }) => {
      kept.push(...events);
      const event = events[3];
      if (event) events[3] = { ...event, data: '{"by":20}' };
    });
    log.events.splice(0, log.events.length, ...kept);
    await until('it goes on', () => runner.state.state === 'live');
    expect((await rowsOf(schema))[1]).toMatchObject({ total: 6 });
  });

  it('stops where an event is missing', async () => {
    const { runner } = await broken(({ events }) => events.splice(2, 1));
    expect(runner.state).toEqual({ state: 'stopped', stoppedAt: 3, cause: 'gap' });
  });

  it('stops where two events have changed places', async () => {
    const { runner } = await broken(({ events }) => {
      const [one, two] = [events[3], events[4]];
      if (one && two) events.splice(3, 2, { ...two, position: 4 }, { ...one, position: 5 });
    });
    expect(runner.state).toEqual({ state: 'stopped', stoppedAt: 4, cause: 'chain' });
  });

  it('stops one read model only, at the event that its fold fails on', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    await log.add('a', opened, raised(1), raised(2), raised(3));
    const on: typeof openTalliesFolds = {
      ...openTalliesFolds,
      TallyRaised: (row, { data }) => {
        if (data.by === 2) throw new Error('cannot count to two');
        return row;
      },
    };
    const failing = readModel<TallyRow>({ ...openTalliesDefinition, name: 'fragile_tallies' }, [
      rowsFrom(tally, { on }),
    ]);
    const [fragile, sound] = [run(log, schema, { readModel: failing }), run(log, schema)];
    await until('it stops', () => fragile.state.state === 'stopped');
    expect(fragile.state).toMatchObject({ stoppedAt: 3, cause: 'Error: cannot count to two' });
    expect(await sound.waitFor(4, 5_000)).toBe(true);
  });
});

describe('a log whose subscriptions break off', () => {
  it('is gone through to its end, though no row goes with any event', async () => {
    const log = new TallyLog();
    for (let i = 0; i < 9; i += 1) await log.add('a', raised(1));
    const { store } = log;
    const brittle: typeof store = {
      ...store,
      async *subscribe(options) {
        for await (const batch of store.subscribe({ ...options, batchSize: 2 })) return yield batch;
      },
    };
    const about = { pool, schema: aSchema(), store: brittle, codecs: tallyCodecs };
    const empty = readModel<TallyRow>(openTalliesDefinition, []);
    const runner = new ProjectionRunner({ ...about, readModel: empty });
    running.push(runner);
    runner.start();
    expect(await runner.waitFor(9, 5_000)).toBe(true);
  });
});

describe('an outage of the database', () => {
  it('is waited for', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    const runner = run(log, schema);
    await log.add('a', opened);
    await runner.waitFor(1, 5_000);
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await log.add('a', raised(7));
    expect(await runner.waitFor(2, 10_000)).toBe(true);
    expect(await dumpOf(pool, schema, 'open_tallies')).toContain('7');
  });
});

describe('progress', () => {
  const progressOf = (log: TallyLog, schema: string, runners: ProjectionRunner[]) => {
    const { store } = log;
    const readModels = [openTallies];
    return new ReadModelProgress({ service: 'spec', schema, pool, store, readModels, runners });
  };

  it('is known to processes that do not run the read model', async () => {
    const [log, schema] = [new TallyLog(), aSchema()];
    const runner = run(log, schema);
    await log.add('a', opened);
    await runner.caughtUp();
    const elsewhere = progressOf(log, schema, []);
    expect(await elsewhere.waitFor(['open_tallies'], 1, 2_000)).toBe(true);
    expect(await elsewhere.waitFor(['open_tallies'], 2, 50)).toBe(false);
    const [status] = await elsewhere.status();
    expect(status).toMatchObject({ name: 'open_tallies', version: 1, position: 1, lag: 0 });
  });
});
