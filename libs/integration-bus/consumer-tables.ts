import { identifier, inTransaction, lockSchemas } from '@talentloop/log-following';
import type { Pool } from 'pg';

/**
 * Creates the tables in which a service remembers the messages that it consumes, in its own schema:
 * - `consumed_sequences`: the last sequence per consumer and key, and the ids handled at it;
 * - `refused_effects`: commands that the domain refused, which are outcomes;
 * - `parked_messages`: messages that the consumer could not handle, with the cause, and the
 * messages that wait behind them.
 */
export const prepareConsumerTables = (pool: Pool, schema: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    const s = identifier(schema);
    await lockSchemas(client);
    await client.query(`create schema if not exists ${s}`);
    await client.query(`create table if not exists ${s}.consumed_sequences (
      consumer text not null, topic text not null, source text not null, subject text not null,
      sequence text not null, message_ids text[] not null,
      primary key (consumer, topic, source, subject))`);
    await client.query(`create table if not exists ${s}.refused_effects (
      consumer text not null, message_id text not null, command_id text not null,
      category text not null, id text not null, command text not null, code text not null,
      refused_at timestamptz not null default now(), primary key (consumer, command_id))`);
    await client.query(`create table if not exists ${s}.parked_messages (
      id uuid primary key default gen_random_uuid(), arrival bigint generated always as identity,
      consumer text not null, topic text not null, partition integer not null,
      "offset" bigint not null, key text not null, message_id text not null, type text,
      headers json not null, value bytea not null, cause text, detail text,
      attempts integer not null default 0, next_attempt_at timestamptz, parked_at timestamptz
      not null default now(), outcome text check (outcome in ('redriven', 'discarded')),
      settled_at timestamptz, unique (consumer, topic, message_id))`);
    await client.query(`create index if not exists parked_messages_by_key
      on ${s}.parked_messages (consumer, topic, key, arrival) where outcome is null`);
  });
