import type { EventCodecs, EventStore, ReadModel } from '@talentloop/event-sourcing';
import { columnOf } from '@talentloop/log-following';
import { ProjectionRunner, tableNames } from '@talentloop/projections';
import type { Pool } from 'pg';
import { tableOf } from './read-model-spec';

export interface RebuiltEqualsLive {
  readonly pool: Pool;
  /** A schema that the check may fill and drop. */
  readonly schema: string;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly readModel: ReadModel;
}

/** A table as text that is the same when every row, version and column is. */
export const dumpOf = async (pool: Pool, schema: string, table: string): Promise<string> => {
  const { rows } = await pool.query<{ line: string }>(
    `select t::text as line from ${schema}.${table} as t order by key, position`,
  );
  return rows.map(({ line }) => line).join('\n');
};

/**
 * Whatever the size of the batches, the tables are the same to the byte, and their rows are what
 * the read model's own folds make of the whole log. Answers how many rows there are.
 */
export const expectRebuiltEqualsLive = async (
  { pool, schema, store, codecs, readModel }: RebuiltEqualsLive,
  batchSizes: readonly number[],
): Promise<number> => {
  const head = await store.head();
  const names = tableNames(readModel.name);
  const tables = readModel.temporal ? [names.live, names.versions] : [names.live];
  const dumps: string[] = [];
  for (const batchSize of batchSizes) {
    await pool.query(`drop schema if exists ${schema} cascade`);
    const runner = new ProjectionRunner({ pool, schema, store, codecs, readModel, batchSize });
    runner.start();
    const arrived = await runner.waitFor(head, 20_000);
    await runner.stop();
    expect({ arrived, ...runner.state }).toMatchObject({ arrived: true });
    const texts = await Promise.all(tables.map((table) => dumpOf(pool, schema, table)));
    dumps.push(texts.join('\n--\n'));
  }
  expect(new Set(dumps).size).toBeLessThanOrEqual(1);
  const stored = await store.readAll({ after: 0, limit: Number.MAX_SAFE_INTEGER });
  const unseal = readModel.opensPersonal ?? false;
  const expected = tableOf(readModel, await codecs.decode(stored, { unseal }));
  const columns = Object.keys(readModel.columns).map(columnOf);
  const { rows } = await pool.query<{ key: string; row: object }>(
    `select key, row${columns.map((c) => `, ${c}`).join('')} from ${schema}.${names.live}`,
  );
  const found = rows.map(({ key, row }) => [key, row] as const);
  expect(new Map(found)).toEqual(new Map(JSON.parse(JSON.stringify([...expected]))));
  return rows.length;
};
