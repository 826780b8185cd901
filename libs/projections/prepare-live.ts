import type { ReadModel } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, inTransaction, type Queryable } from '@talentloop/log-following';
import { Checkpoints, lockSchemas } from '@talentloop/log-following';
import { addMissingColumns, finishTables, makeTables } from './make-tables';
import { liveTables } from './table-names';

/**
 * Makes the live tables of a read model where there are none. Tables of an older version stay and
 * go on serving until a rebuild has made those of this version beside them.
 */
export const prepareLive = async (
  pool: Pool,
  schema: string,
  readModel: ReadModel,
): Promise<void> => {
  await new Checkpoints(pool, schema).prepare();
  const tables = liveTables(readModel.name);
  await inTransaction(pool, async (client) => {
    await lockSchemas(client);
    const built = await builtVersion(client, schema, tables.checkpoint);
    if (built === undefined) {
      await makeTables(client, schema, readModel, tables);
      await finishTables(client, schema, readModel, tables);
      await client.query(
        `insert into ${identifier(schema)}.checkpoints (name, position, version, generation)
           values ($1, 0, $2, 0)`,
        [tables.checkpoint, readModel.version],
      );
    } else if (built < readModel.version) {
      await addMissingColumns(client, schema, readModel, tables);
    }
  });
};

const builtVersion = async (
  client: Queryable,
  schema: string,
  checkpoint: string,
): Promise<number | undefined> => {
  const { rows } = await client.query<{ version: number | null }>(
    `select version from ${identifier(schema)}.checkpoints where name = $1`,
    [checkpoint],
  );
  return rows[0] && (rows[0].version ?? 0);
};
