import type { Pool } from 'pg';
import { lockSchemas } from '@talentloop/log-following';
import { identifier, inTransaction } from '@talentloop/log-following';
import { OPEN } from './rebuild-record';

/** Creates `<schema>.rebuilds` if it is missing. Many processes may call this at once. */
export const makeRebuildsTable = (pool: Pool, schema: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    const table = `${identifier(schema)}.rebuilds`;
    await lockSchemas(client);
    await client.query(`create schema if not exists ${identifier(schema)}`);
    await client.query(
      `create table if not exists ${table} (
         number bigint generated always as identity, job_id uuid, read_model text,
         version integer not null, kind text not null, state text not null, asked_by text not null,
         asked_at timestamptz not null default clock_timestamp(),
         began_at timestamptz not null default clock_timestamp(),
         changed_at timestamptz not null default clock_timestamp(),
         accepted boolean not null default false, position bigint not null default 0,
         events_per_second integer not null default 0, differing bigint not null default 0,
         differences json not null default '[]', proof json, cause text,
         primary key (job_id, read_model))`,
    );
    // This index allows one open rebuild per read model, whatever requests arrive at once.
    await client.query(
      `create unique index if not exists rebuilds_open on ${table} (read_model)
         where state in (${OPEN.map((state) => `'${state}'`).join(', ')})`,
    );
  });
