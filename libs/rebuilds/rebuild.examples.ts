import { type ReadModel, readModel, rowsFrom } from '@talentloop/event-sourcing';
import {
  dumpOf,
  openTallies,
  openTalliesDefinition,
  openTalliesFolds,
  tally,
  type TallyEvent,
  tallyCodecs,
  TallyLog,
  type TallyRow,
  testDatabase,
  type TestDatabase,
  until,
} from '@talentloop/testing';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { Session } from '@talentloop/log-following';
import { ProjectionRunner } from '@talentloop/projections';
import { Rebuilder, type RebuilderOptions, RebuildRequests, type RebuildState } from './index';

let database: TestDatabase;
/** The pool of this spec file's database. `beforeAll` sets it. */
export let pool: Pool;
const ended: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 12 });
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

export const opened: TallyEvent = { type: 'TallyOpened', data: { owner: 'ann' } };
export const raised = (by: number): TallyEvent => ({ type: 'TallyRaised', data: { by } });
export const closed: TallyEvent = { type: 'TallyClosed', data: { result: 'completed' } };

export type Tallies = ReadModel<TallyRow>;
const { temporal: _, ...once } = openTallies;
export const plainTallies: Tallies = { ...once, name: 'plain_tallies' };
/** Another fold, and an index on another column. */
export const newTallies = readModel<TallyRow>(
  {
    ...openTalliesDefinition,
    version: 2,
    columns: { owner: 'text', total: 'integer', raises: 'integer' },
  },
  [
    rowsFrom(tally, {
      keysOf: ({ stream }) => [stream],
      on: { ...openTalliesFolds, TallyOpened: () => ({ owner: 'zoe', total: 100, raises: 0 }) },
    }),
  ],
);

let schemas = 0;

/**
 * One service on a database of its own: its log, and, when a spec needs them, runners, workers and
 * requests.
 */
export class Installation {
  readonly log = new TallyLog();
  readonly schema = `rebuild_${(schemas += 1)}`;

  constructor(readonly readModels: readonly Tallies[] = [openTallies]) {}

  private get about() {
    return { pool, schema: this.schema, store: this.log.store, codecs: tallyCodecs };
  }

  run(readModel = this.readModels[0] ?? openTallies) {
    const runner = new ProjectionRunner({ ...this.about, readModel });
    ended.push(() => runner.stop());
    runner.start();
    return runner;
  }

  /** A worker process. A spec ends it abruptly by cutting its session. */
  work(over: Partial<RebuilderOptions> = {}, readModels: readonly Tallies[] = this.readModels) {
    const session = new Session(pool);
    const rebuilder = new Rebuilder({ ...this.about, session, readModels, ...over });
    const stop = async () => {
      await rebuilder.stop();
      await session.close();
    };
    ended.push(stop);
    rebuilder.start();
    return { stop };
  }

  requests(readModels: readonly Tallies[] = this.readModels) {
    return new RebuildRequests({ ...this.about, service: 'spec', readModels });
  }

  ask(names: readonly string[] = ['open_tallies'], kind: 'rebuild' | 'rollback' = 'rebuild') {
    return this.requests().ask(names, { jobId: randomUUID(), kind, by: 'spec' });
  }

  state = async (name = 'open_tallies') => (await this.requests().progress(name))?.state;

  async becomes(state: RebuildState, name = 'open_tallies') {
    await until(`${name} is ${state}`, async () => (await this.state(name)) === state);
    const progress = await this.requests().progress(name);
    if (!progress) throw new Error('there is no rebuild');
    return progress;
  }

  dump = async (name = 'open_tallies') =>
    [
      await dumpOf(pool, this.schema, name),
      await dumpOf(pool, this.schema, `${name}_versions`),
    ].join('\n');

  async tables() {
    const { rows } = await pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = $1::regnamespace
         and relkind = 'r' and relname like '%tallies%' order by 1`,
      [this.schema],
    );
    return rows.map(({ name }) => name);
  }
}

export const filled = async (
  events = 40,
  readModels?: readonly Tallies[],
): Promise<Installation> => {
  const at = new Installation(readModels);
  for (let i = 0; i < events; i += 1) await at.log.add(`t${i % 7}`, i < 7 ? opened : raised(i));
  for (const readModel of at.readModels) {
    await at.run(readModel).waitFor(events, 5_000);
  }
  return at;
};
