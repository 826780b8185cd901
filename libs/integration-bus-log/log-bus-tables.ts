import { inTransaction, lockSchemas } from '@talentloop/log-following';
import type { Pool } from 'pg';

/** The schema that all services of an installation share; see docs/adr/0004-log-bus-table.md. */
export const SCHEMA = 'integration_bus';

/** Creates the tables. Several processes may call this at once. */
export const prepareLogBusTables = (pool: Pool): Promise<void> =>
  inTransaction(pool, async (client) => {
    await lockSchemas(client);
    await client.query(`create schema if not exists ${SCHEMA}`);
    // There is one row per topic. A producer locks it to assign offsets, so offsets have no gaps
    // and appear in commit order.
    await client.query(
      `create table if not exists ${SCHEMA}.topics (topic text primary key, last bigint not null)`,
    );
    await client.query(`create table if not exists ${SCHEMA}.messages (
      topic text not null, "offset" bigint not null, key text not null, headers json not null,
      value text not null, produced_at timestamptz not null default now(),
      primary key (topic, "offset"))`);
    await client.query(`create table if not exists ${SCHEMA}.offsets (
      consumer_group text not null, topic text not null, "offset" bigint not null,
      primary key (consumer_group, topic))`);
  });
