import type { Pool, PoolClient } from 'pg';
import { identifier, inTransaction, type Queryable, sqlStateOf } from '@talentloop/log-following';
import { qualified } from '@talentloop/projections';
import { type Built, findBuilt } from '@talentloop/projections';
import { liveTables, type TableSet } from '@talentloop/projections';

/** Longer than PostgreSQL waits before it calls its own housekeeping off a table that is wanted. */
const QUIET_MS_MAX = 3_000;
/** A process that is paused in the middle gives the tables back after this long. */
const IDLE_MS_MAX = 15_000;

/** Which of these tables are there. */
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
 * Does `work` while nobody writes the live tables of a read model and everybody may read them:
 * whoever folds waits, so both sides can be brought to one and the same position. Tables first and
 * then the checkpoint, as every writer takes them. The transaction is `work`'s to use.
 * @throws what a lock that cannot be had in time throws; `isBusy` knows it.
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
    if (names.length === 0) throw new Error(`${schema}.${readModel} is not there`);
    await client.query(`lock table ${names.join(', ')} in share row exclusive mode`);
    const standing = await findBuilt(client, schema, live.checkpoint, { lock: true });
    if (!standing) throw new Error(`${identifier(schema)} has no checkpoint ${live.checkpoint}`);
    return work(client, standing);
  });

/** Somebody else has what was wanted, for longer than could be waited: to be tried again. */
export const isBusy = (error: unknown): boolean =>
  ['55P03', '40P01', '25P03'].includes(sqlStateOf(error) ?? '');
