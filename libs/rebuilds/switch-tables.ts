import type { Position } from '@talentloop/event-sourcing';
import type { PoolClient } from 'pg';
import { identifier } from '@talentloop/log-following';
import { existing } from './live-at-rest';
import { qualified } from '@talentloop/projections';
import { liveTables, outgoingTables, previousTables, type TableSet } from '@talentloop/projections';

/**
 * How long readers may queue behind a switch that itself waits for a slow reader: briefly at first,
 * longer with each attempt. It is always less than PostgreSQL's deadlock timeout, so the switch
 * gives way and never a reader.
 */
const READERS_WAIT_MS = [25, 50, 100, 200];
const READERS_WAIT_MS_MAX = 300;

export interface Switch {
  readonly schema: string;
  readonly readModel: { readonly name: string; readonly version: number };
  /** The tables that become live. */
  readonly incoming: TableSet;
  readonly position: Position;
  /** How many attempts came before. */
  readonly attempts: number;
}

/**
 * Puts the incoming tables in the place of the live ones, and keeps those as the previous tables,
 * in the caller's transaction. A reader finds the old rows until the commit and the new rows
 * afterwards. The caller must hold the locks on the live tables and on the checkpoint. No previous
 * tables may exist except the incoming ones.
 */
export const switchTables = async (
  client: PoolClient,
  { schema, readModel, incoming, position, attempts }: Switch,
): Promise<void> => {
  const live = liveTables(readModel.name);
  const [outgoing, previous] = [outgoingTables(readModel.name), previousTables(readModel.name)];
  const waitMs = READERS_WAIT_MS[attempts] ?? READERS_WAIT_MS_MAX;
  await client.query(`set local lock_timeout = ${waitMs}`);
  await rename(client, schema, live, outgoing, 'set (autovacuum_enabled = false)');
  await rename(client, schema, incoming, live, 'reset (autovacuum_enabled)');
  await rename(client, schema, outgoing, previous);
  const checkpoints = `${identifier(schema)}.checkpoints`;
  await client.query(`delete from ${checkpoints} where name = $1`, [incoming.checkpoint]);
  await client.query(
    `insert into ${checkpoints} (name, position, version)
       select $2, position, version from ${checkpoints} where name = $1`,
    [live.checkpoint, previous.checkpoint],
  );
  await client.query(
    `update ${checkpoints} set position = $2, version = $3,
       generation = coalesce(generation, 0) + 1 where name = $1`,
    [live.checkpoint, position, readModel.version],
  );
};

const rename = async (
  client: PoolClient,
  schema: string,
  from: TableSet,
  to: TableSet,
  housekeeping?: string,
): Promise<void> => {
  for (const name of await existing(client, schema, from)) {
    const table = qualified(schema, name);
    if (housekeeping) await client.query(`alter table ${table} ${housekeeping}`);
    const becomes = identifier(name === from.versions ? to.versions : to.table);
    await client.query(`alter table ${table} rename to ${becomes}`);
  }
};
