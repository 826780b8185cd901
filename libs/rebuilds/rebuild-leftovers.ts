import type { Instant, ReadModel } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { identifier, inTransaction, withClient } from '@talentloop/log-following';
import { existing } from './live-at-rest';
import { qualified } from '@talentloop/projections';
import type { RebuildJobs } from './rebuild-jobs';
import { OPEN, type RebuildRecord } from './rebuild-record';
import { findBuilt } from '@talentloop/projections';
import {
  previousTables,
  rebuildCheckpoints,
  rebuildOf,
  rebuiltTables,
  type TableSet,
} from '@talentloop/projections';
import type { RunnerLog } from '@talentloop/log-following';

export interface LeftoversOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly jobs: RebuildJobs;
  readonly readModels: readonly ReadModel[];
  readonly log: RunnerLog;
}

/** Drops the tables of rebuilds that have ended. */
export const dropClosed = async ({ pool, schema, jobs }: LeftoversOptions): Promise<void> => {
  const made = await checkpointsFrom(pool, schema, rebuildCheckpoints());
  if (made.length === 0) return;
  const open = new Set((await jobs.inState(OPEN)).map(idOf));
  for (const { name, jobId } of made.map(rebuildOf)) {
    if (!open.has(idOf({ jobId, readModel: name })))
      await dropRebuilt(pool, schema, { name, jobId });
  }
};

interface Erasures extends LeftoversOptions {
  readonly erasedSince: (since: Instant) => Promise<boolean>;
}

/**
 * Drops what may show a person who was erased meanwhile: a held rebuild begins again, and previous
 * tables are dropped.
 */
export const dropErased = async (options: Erasures): Promise<void> => {
  const { pool, schema, jobs, readModels, erasedSince } = options;
  const opening = readModels.filter(({ opensPersonal }) => opensPersonal).map(({ name }) => name);
  for (const record of await jobs.inState(['held'])) {
    if (!opening.includes(record.readModel) || !(await erasedSince(record.beganAt))) continue;
    await jobs.restart(record, 'a person was erased meanwhile');
    await dropRebuilt(pool, schema, { name: record.readModel, jobId: record.jobId });
  }
  for (const name of opening) await dropErasedPrevious(options, name);
};

const dropErasedPrevious = async (
  { pool, schema, jobs, log, erasedSince }: Erasures,
  name: string,
): Promise<void> => {
  const { checkpoint } = previousTables(name);
  const kept = await withClient(pool, (client) => findBuilt(client, schema, checkpoint));
  if (!kept || !(await erasedSince(cleanUntil(await jobs.lastSwitch(name))))) return;
  if (!(await dropPrevious(pool, schema, name))) return;
  log.info(
    { schema, readModel: name },
    'previous tables dropped: they may show an erased person; no rollback is possible',
  );
};

/**
 * The moment up to which the previous tables are known to show no erased person: when they were
 * compared and equalled the log. Tables that were not compared may show any erased person.
 */
const cleanUntil = (switched: RebuildRecord | undefined): Instant =>
  switched?.proof && !switched.accepted ? switched.changedAt : new Date(0).toISOString();

const idOf = ({ jobId, readModel }: { jobId: string; readModel: string }): string =>
  `${jobId}:${readModel}`;

/**
 * Drops the tables of a rebuild that is no longer open. Returns false if another process did so.
 */
const dropRebuilt = (
  pool: Pool,
  schema: string,
  { name, jobId }: { name: string; jobId: string },
): Promise<boolean> => dropTables(pool, schema, rebuiltTables(name, jobId));

/** Drops the previous tables, after which no rollback is possible. */
export const dropPrevious = (pool: Pool, schema: string, name: string): Promise<boolean> =>
  dropTables(pool, schema, previousTables(name));

/** A set of tables always has a checkpoint. Without a checkpoint there are no tables. */
const dropTables = (pool: Pool, schema: string, tables: TableSet): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '3s'`);
    const { rowCount } = await client.query(
      `delete from ${identifier(schema)}.checkpoints where name = $1`,
      [tables.checkpoint],
    );
    if (rowCount === 0) return false;
    for (const name of await existing(client, schema, tables)) {
      await client.query(`drop table ${qualified(schema, name)}`);
    }
    return true;
  });

/** The checkpoints whose names begin with `prefix`. */
const checkpointsFrom = async (
  pool: Pool,
  schema: string,
  prefix: string,
): Promise<readonly string[]> => {
  const { rows } = await withClient(pool, (client) =>
    client.query<{ name: string }>(
      `select name from ${identifier(schema)}.checkpoints where starts_with(name, $1)`,
      [prefix],
    ),
  );
  return rows.map(({ name }) => name);
};
