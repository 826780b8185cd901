import type { ReadModel } from '@talentloop/event-sourcing';
import {
  ProjectionRunner,
  type ProjectionRunnerOptions,
  tableNames,
} from '@talentloop/projections';
import type { Pool } from 'pg';

/** The number of rows of a read model's tables, and a hash over all of them. */
export interface TablesHash {
  readonly rows: number;
  readonly hash: string;
}

/** Hashes every row and version of a read model's tables in a schema, with every column. */
export const hashOfTables = async (
  pool: Pool,
  schema: string,
  { name, temporal }: Pick<ReadModel, 'name' | 'temporal'>,
): Promise<TablesHash> => {
  const { live, versions } = tableNames(name);
  const found: TablesHash[] = [];
  for (const table of temporal ? [live, versions] : [live]) {
    const { rows } = await pool.query<TablesHash>(
      `select count(*)::int as rows, encode(sha256(coalesce(string_agg(
         sha256(convert_to(t::text, 'UTF8')), ''::bytea order by key, position), '')),
         'hex') as hash
         from ${schema}.${table} as t`,
    );
    found.push(...rows);
  }
  const rows = found.reduce((sum, each) => sum + each.rows, 0);
  return { rows, hash: found.map(({ hash }) => hash).join('') };
};

/** The same for the tables that one runner makes of the whole log, beginning empty. */
export const hashOfWholeLog = async (
  options: ProjectionRunnerOptions,
  waitMs: number,
): Promise<TablesHash> => {
  const { pool, schema, readModel, store } = options;
  const runner = new ProjectionRunner(options);
  runner.start();
  const arrived = await runner.waitFor(await store.head(), waitMs);
  await runner.stop();
  if (!arrived)
    throw new Error(`${readModel.name} did not arrive: ${JSON.stringify(runner.state)}`);
  return hashOfTables(pool, schema, readModel);
};
