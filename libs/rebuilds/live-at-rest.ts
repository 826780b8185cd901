import type { Pool, PoolClient } from 'pg';
import { identifier, inTransaction, type Queryable, sqlStateOf } from '@talentloop/log-following';
import { qualified } from '@talentloop/projections';
import { type Built, findBuilt } from '@talentloop/projections';
import { liveTables, type TableSet } from '@talentloop/projections';

/** Longer than PostgreSQL waits before it cancels an autovacuum that blocks this lock. */
const QUIET_MS_MAX = 3_000;
/** If this process is paused in the middle, PostgreSQL releases the tables after this long. */
const IDLE_MS_MAX = 15_000;

/** The tables of the set that exist. */
export const existing = async (
  client: Queryable,
  schema: string,
  { table, versions }: TableSet,
): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relname = any($2) and c.relkind = 'r' order by length(c.relname)`,
    [schema, [table, versions]],
  );
  return rows.map(({ name }) => name);
};

/**
 * Runs `work` while nothing writes to the live tables of a read model. Readers continue; the runner
 * that folds waits, so both sides can be brought to the same position. It locks the tables first
 * and then the checkpoint, as every writer does. `work` uses this transaction.
 * @throws a lock timeout if it does not get the locks in time; `isBusy` recognises it.
 */
export const whileLiveRests = <T>(
  pool: Pool,
  schema: string,
  readModel: string,
  work: (client: PoolClient, standing: Built) => Promise<T>,
): Promise<T> =>
  inTransaction(pool, async (client) => {
    const live = liveTables(readModel);
    await client.query(`set local lock_timeout = ${QUIET_MS_MAX}`);
    await client.query(`set local idle_in_transaction_session_timeout = ${IDLE_MS_MAX}`);
    const names = (await existing(client, schema, live)).map((name) => qualified(schema, name));
    if (names.length === 0) throw new Error(`${schema}.${readModel} does not exist`);
    await client.query(`lock table ${names.join(', ')} in share row exclusive mode`);
    const standing = await findBuilt(client, schema, live.checkpoint, { lock: true });
    if (!standing) throw new Error(`${identifier(schema)} has no checkpoint ${live.checkpoint}`);
    return work(client, standing);
  });

/** Whether another transaction held the lock for too long. The caller should try again. */
export const isBusy = (error: unknown): boolean =>
  ['55P03', '40P01', '25P03'].includes(sqlStateOf(error) ?? '');
