import type { EventStore, ReadModel } from '@talentloop/event-sourcing';
import { Session } from '@talentloop/log-following';
import {
  ProjectionRunner,
  type ProjectionRunnerOptions,
  tableNames,
} from '@talentloop/projections';
import { Rebuilder, RebuildRequests } from '@talentloop/rebuilds';
import { readModelsOf, type Service } from '@talentloop/service-host';
import { dumpOf, tableOf, testDatabase, type TestDatabase, until } from '@talentloop/testing';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Pool } from 'pg';
import { services } from '../../apps/reference/src/services';
import { histories } from './steps/counts';
import { cut, history, type Written, written } from './steps/histories';

const WAIT_MS = 30_000;

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 30 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

type Options = ProjectionRunnerOptions;

/** Runs the runners until each has reached the end of the log. */
const runAll = async (all: readonly Options[], head: number): Promise<void> => {
  const runners = all.map((options) => new ProjectionRunner(options));
  for (const runner of runners) runner.start();
  const arrived = await Promise.all(runners.map((runner) => runner.waitFor(head, WAIT_MS)));
  await Promise.all(runners.map((runner) => runner.stop()));
  expect(runners.filter((_, i) => !arrived[i]).map(({ name, state }) => [name, state])).toEqual([]);
};

/** Every table of the read models, byte for byte. */
const dumpsOf = async (
  schema: string,
  readModels: readonly ReadModel[],
): Promise<Readonly<Record<string, string>>> => {
  const tables = readModels.flatMap(({ name, temporal }) => {
    const { live, versions } = tableNames(name);
    return temporal ? [live, versions] : [live];
  });
  const dumps = await Promise.all(
    tables.map(async (table) => [table, await dumpOf(pool, schema, table)] as const),
  );
  return Object.fromEntries(dumps);
};

/** Rebuilds all of them in one job with pages of that size. */
const rebuildAll = async (
  about: Written & { readonly schema: string },
  readModels: readonly ReadModel[],
  pageSize: number,
): Promise<void> => {
  const session = new Session(pool);
  const rebuilder = new Rebuilder({ ...about, pool, session, readModels, pageSize });
  const requests = new RebuildRequests({ ...about, pool, service: 'spec', readModels });
  const names = readModels.map(({ name }) => name);
  await requests.ask(names, { jobId: randomUUID(), kind: 'rebuild', by: 'spec' });
  rebuilder.start();
  const working = async (): Promise<number> => {
    const all = await Promise.all(names.map((name) => requests.progress(name)));
    expect(all.filter((one) => one?.state === 'held' || one?.state === 'failed')).toEqual([]);
    return all.filter((one) => one?.state !== 'switched').length;
  };
  await until('all are switched', async () => (await working()) === 0, WAIT_MS);
  await rebuilder.stop();
  await session.close();
};

/** The rows by key that the folds alone make of the log. */
const expectRowsOfFolds = async (
  { store, codecs }: Written,
  schema: string,
  readModels: readonly ReadModel[],
): Promise<void> => {
  const stored = await store.readAll({ after: 0, limit: Number.MAX_SAFE_INTEGER });
  for (const readModel of readModels) {
    const unseal = readModel.opensPersonal ?? false;
    const rows = [...tableOf(readModel, await codecs.decode(stored, { unseal }))];
    const found = await pool.query<{ key: string; row: object }>(
      `select key, row from ${schema}.${tableNames(readModel.name).live}`,
    );
    expect(new Map(found.rows.map(({ key, row }) => [key, row]))).toEqual(
      new Map(JSON.parse(JSON.stringify(rows))),
    );
  }
};

let schemas = 0;
const aSchema = (): string => `history_${(schemas += 1)}`;

const sizes = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 9 });

/**
 * Folded at once, folded by two runners at the same time, and rebuilt: the tables are the same, and
 * they are what the folds produce.
 */
const expectSameRows = async (
  service: Service,
  steps: Parameters<typeof written>[1],
  cuts: readonly (readonly number[])[],
  pageSize: number,
): Promise<void> => {
  const log = await written(service, steps);
  const readModels = readModelsOf(service);
  const head = await log.store.head();
  const over = (schema: string, store: EventStore): readonly Options[] =>
    readModels.map((readModel) => ({ ...log, pool, schema, store, readModel }));
  const [whole, pieces] = [aSchema(), aSchema()];
  await runAll(over(whole, log.store), head);
  await runAll(
    cuts.flatMap((each) => over(pieces, cut(log.store, each))),
    head,
  );
  const expected = await dumpsOf(whole, readModels);
  expect(await dumpsOf(pieces, readModels)).toEqual(expected);
  await rebuildAll({ ...log, schema: pieces }, readModels, pageSize);
  expect(await dumpsOf(pieces, readModels)).toEqual(expected);
  await expectRowsOfFolds(log, whole, readModels);
};

it.each(services.map((service) => [service.name, service] as const))(
  `makes the same rows of a log however it is cut, in every read model of %s: ` +
    `${histories} histories`,
  async (_, service) => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.tuple(sizes, sizes),
        fc.integer({ min: 1, max: 40 }),
        (steps, cuts, pageSize) => expectSameRows(service, steps, cuts, pageSize),
      ),
      { numRuns: histories, endOnFailure: true },
    );
  },
  histories * 60_000,
);
