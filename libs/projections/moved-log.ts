import type { Position } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { Checkpoints, lockSchemas } from '@talentloop/log-following';
import { identifier, inTransaction, type Queryable, withClient } from '@talentloop/log-following';
import { qualified } from './make-tables';
import { tablesOfCheckpoint } from './table-names';

interface Row {
  readonly name: string;
  readonly position: string;
}

const exists = async (client: Queryable, table: string): Promise<boolean> => {
  const { rows } = await client.query<{ there: boolean }>(
    'select to_regclass($1) is not null as there',
    [table],
  );
  return rows[0]?.there === true;
};

const checkpointsIn = async (client: Queryable, schema: string): Promise<readonly Row[]> => {
  const table = `${identifier(schema)}.checkpoints`;
  if (!(await exists(client, table))) return [];
  return (await client.query<Row>(`select name, position from ${table}`)).rows;
};

/** How far the processes and relays of a log have come: whoever follows it and keeps no table. */
export const followersOf = (
  pool: Pool,
  schema: string,
): Promise<Readonly<Record<string, Position>>> =>
  withClient(pool, async (client) => {
    const rows = await checkpointsIn(client, schema);
    const followers = rows.filter(({ name }) => tablesOfCheckpoint(name) === undefined);
    return Object.fromEntries(followers.map(({ name, position }) => [name, Number(position)]));
  });

/**
 * Drops what was made of a log that lies elsewhere from now on: its positions mean nothing any
 * more. Read models are made anew at the next start. Nothing may run meanwhile.
 */
export const forgetLog = (pool: Pool, schema: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    await lockSchemas(client);
    const rows = await checkpointsIn(client, schema);
    for (const { name } of rows) {
      const tables = tablesOfCheckpoint(name);
      if (!tables) continue;
      const names = [tables.table, tables.versions].map((table) => qualified(schema, table));
      await client.query(`drop table if exists ${names.join(', ')}`);
    }
    for (const table of ['checkpoints', 'rebuilds']) {
      const name = `${identifier(schema)}.${table}`;
      if (await exists(client, name)) await client.query(`delete from ${name}`);
    }
  });

/** Says where followers stand in the log as it lies now. */
export const placeFollowers = async (
  pool: Pool,
  schema: string,
  places: ReadonlyMap<string, Position>,
): Promise<void> => {
  await new Checkpoints(pool, schema).prepare();
  const text = `insert into ${identifier(schema)}.checkpoints as c (name, position)
    select * from unnest($1::text[], $2::bigint[])
    on conflict (name) do update set position = greatest(c.position, excluded.position)`;
  const values = [[...places.keys()], [...places.values()]];
  await withClient(pool, (client) => client.query(text, values));
};
