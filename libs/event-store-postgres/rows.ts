import type { Instant, StoredEvent } from '@talentloop/event-sourcing';
import { escapeIdentifier, type QueryArrayConfig, types } from 'pg';

/** One row as text, in the order of `COLUMNS`, so that pg converts nothing. */
type Row = readonly string[];

export const COLUMNS =
  'position, stream, revision, id, type, schema_version, data, metadata, previous_hash, hash, ' +
  'committed_at';

const asText = { getTypeParser: () => (value: string) => value };
const toDate: (text: string) => Date = types.getTypeParser(types.builtins.TIMESTAMPTZ);

const instantOf = (timestamp: string): Instant => toDate(timestamp).toISOString();

/** A prepared query whose rows are lists of text. */
export const arrayQuery = (
  name: string,
  text: string,
  values: readonly unknown[],
): QueryArrayConfig => ({ name, text, values: [...values], rowMode: 'array', types: asText });

/** A prepared query for events of the schema. `rest` is what follows FROM. */
export const eventsQuery = (
  schema: string,
  name: string,
  rest: string,
  values: readonly unknown[],
): QueryArrayConfig => {
  const text = `SELECT ${COLUMNS} FROM ${escapeIdentifier(schema)}.events ${rest}`;
  return arrayQuery(`${name}:${schema}`, text, values);
};

/**
 * Most neighbouring events were committed together, so this function parses their common time once.
 */
export const eventsOf = (rows: readonly Row[]): readonly StoredEvent[] => {
  let timestamp = '';
  let committedAt = '';
  return rows.map((row) => {
    const last = row[10] ?? '';
    if (last !== timestamp) [timestamp, committedAt] = [last, instantOf(last)];
    return {
      position: Number(row[0]),
      stream: row[1] ?? '',
      revision: Number(row[2]),
      id: row[3] ?? '',
      type: row[4] ?? '',
      schemaVersion: Number(row[5]),
      data: row[6] ?? '',
      metadata: row[7] ?? '',
      previousHash: row[8] ?? '',
      hash: row[9] ?? '',
      committedAt,
    };
  });
};
