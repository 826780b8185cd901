import {
  FIRST_PREVIOUS_HASH,
  NO_STREAM,
  type Position,
  type Restoration,
  RestoreConflict,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { escapeIdentifier, type PoolClient } from 'pg';
import { SEPARATOR } from './append-group';
import { timed } from './connections';

interface Head {
  readonly position: string;
  readonly committed_at: Date;
}

interface End {
  readonly stream: string;
  readonly revision: number | null;
  readonly hash: string | null;
}

const list = (items: readonly string[]): string => items.join(SEPARATOR);

/** The first event of each stream in the batch. The stream must end just before it. */
const firstOfEach = (events: readonly StoredEvent[]): ReadonlyMap<string, StoredEvent> => {
  const firsts = new Map<string, StoredEvent>();
  for (const event of events) if (!firsts.has(event.stream)) firsts.set(event.stream, event);
  return firsts;
};

/** Adds events to the end of a log in one transaction, as another log has them. */
export const restoreEvents = async (
  client: PoolClient,
  schema: string,
  { after, events }: Restoration,
): Promise<Position> => {
  const [first] = events;
  if (!first) return after;
  await client.query('BEGIN');
  try {
    // This is the lock that appends take, so the end of the log does not move until the commit.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `talentloop/${schema}`,
    ]);
    await assertEnd(client, schema, after, first);
    await assertStreams(client, schema, events);
    await client.query(timed({ text: insertSql(schema), values: valuesOf(after, events) }));
    await client.query('COMMIT');
    return after + events.length;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const assertEnd = async (
  client: PoolClient,
  schema: string,
  after: Position,
  first: StoredEvent,
): Promise<void> => {
  const { rows } = await client.query<Head>(
    `SELECT position, committed_at FROM ${escapeIdentifier(schema)}.events
      ORDER BY position DESC LIMIT 1`,
  );
  const end = Number(rows[0]?.position ?? 0);
  if (end !== after) throw new RestoreConflict(`the log ends at position ${end}, not at ${after}`);
  const at = rows[0]?.committed_at.toISOString() ?? '';
  if (at > first.committedAt)
    throw new RestoreConflict(
      `the log's last event was committed at ${at}, after the next event (${first.committedAt})`,
    );
};

const assertStreams = async (
  client: PoolClient,
  schema: string,
  events: readonly StoredEvent[],
): Promise<void> => {
  const firsts = firstOfEach(events);
  const text = `SELECT t.stream, e.revision, e.hash
    FROM unnest(string_to_array($1, E'\\x1f')) AS t(stream)
    LEFT JOIN LATERAL (SELECT v.revision, v.hash FROM ${escapeIdentifier(schema)}.events v
      WHERE v.stream = t.stream ORDER BY v.revision DESC LIMIT 1) e ON true`;
  const { rows } = await client.query<End>(text, [list([...firsts.keys()])]);
  for (const { stream, revision, hash } of rows) {
    const next = firsts.get(stream);
    const expected = (revision ?? NO_STREAM) + 1;
    if (next?.revision === expected && next.previousHash === (hash ?? FIRST_PREVIOUS_HASH))
      continue;
    throw new RestoreConflict(
      `${stream} ends at revision ${expected - 1}, and the next event does not follow it`,
    );
  }
};

const insertSql = (schema: string): string => `
  INSERT INTO ${escapeIdentifier(schema)}.events (position, stream, revision, id, type,
      schema_version, data, metadata, previous_hash, hash, committed_at)
    SELECT $1::bigint + e.n, e.stream, e.revision, e.id, e.type, e.version, e.data, e.metadata,
      e.previous, e.hash, e.at
    FROM unnest(string_to_array($2, E'\\x1f'), $3::int[], $4::uuid[], string_to_array($5, E'\\x1f'),
      $6::int[], string_to_array($7, E'\\x1f')::json[], string_to_array($8, E'\\x1f')::json[],
      string_to_array($9, E'\\x1f'), string_to_array($10, E'\\x1f'), $11::timestamptz[])
      WITH ORDINALITY
      e(stream, revision, id, type, version, data, metadata, previous, hash, at, n)`;

const valuesOf = (after: Position, events: readonly StoredEvent[]): unknown[] => [
  after,
  list(events.map(({ stream }) => stream)),
  events.map(({ revision }) => revision),
  events.map(({ id }) => id),
  list(events.map(({ type }) => type)),
  events.map(({ schemaVersion }) => schemaVersion),
  list(events.map(({ data }) => data)),
  list(events.map(({ metadata }) => metadata)),
  list(events.map(({ previousHash }) => previousHash)),
  list(events.map(({ hash }) => hash)),
  events.map(({ committedAt }) => committedAt),
];
