import { escapeIdentifier } from 'pg';

/**
 * Processes that start together may wait for each other's migration longer than a request may wait.
 */
export const PATIENTLY = `SELECT set_config('lock_timeout', '0', true);`;

/**
 * The log and the claims of one service. `data` and `metadata` are `json`, which keeps the text
 * that was hashed; `jsonb` would rewrite it. The append functions assign positions, and not a
 * sequence: a sequence assigns a number before the commit, so readers would miss what commits late.
 */
export const tablesSql = (schema: string): string => {
  const s = escapeIdentifier(schema);
  return `
CREATE SCHEMA IF NOT EXISTS ${s};
CREATE TABLE IF NOT EXISTS ${s}.events (
  position bigint PRIMARY KEY,
  stream text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  schema_version integer NOT NULL,
  data json NOT NULL,
  metadata json NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  committed_at timestamptz(3) NOT NULL,
  UNIQUE (stream, revision)
);
CREATE INDEX IF NOT EXISTS events_committed_at ON ${s}.events (committed_at);
${claimsSql(schema)}`;
};

/** The table of claims alone, for a service whose log is in another store. */
export const claimsSql = (schema: string): string => {
  const s = escapeIdentifier(schema);
  return `
CREATE SCHEMA IF NOT EXISTS ${s};
CREATE TABLE IF NOT EXISTS ${s}.claims (
  command_id uuid PRIMARY KEY,
  digest text NOT NULL,
  status integer,
  body json,
  stream text,
  revision integer,
  created_at timestamptz(3) NOT NULL
);
-- Claims are written in the order of time, so ranges of blocks are enough to find the old ones.
CREATE INDEX IF NOT EXISTS claims_created_at ON ${s}.claims USING brin (created_at);
`;
};
