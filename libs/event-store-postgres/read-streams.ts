import type { StoredEvent } from '@talentloop/event-sourcing';
import { escapeIdentifier, type QueryArrayConfig } from 'pg';
import { SEPARATOR } from './append-group';
import { arrayQuery, COLUMNS, eventsOf, eventsQuery } from './rows';

/** Change this name whenever the meaning of the function below changes. */
export const READ_STREAMS = 'read_streams_v2';

/** A stream, and the revision from which a caller wants its events. */
export interface StreamEnd {
  readonly stream: string;
  readonly from: number;
}

/**
 * Reads the events of many streams in one round trip. Each row has the number of its stream in the
 * list. This is a function because only a function can keep PostgreSQL from scanning the whole log
 * for each stream.
 */
export const readStreamsSql = (schema: string): string => {
  const s = escapeIdentifier(schema);
  return `
CREATE OR REPLACE FUNCTION ${s}.${READ_STREAMS}(stream_list text, from_list int[])
RETURNS TABLE (number bigint, "position" bigint, stream text, revision int, id uuid, type text,
  schema_version int, data json, metadata json, previous_hash text, hash text,
  committed_at timestamptz)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  AS $function$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT t.n, e.position, e.stream, e.revision, e.id, e.type, e.schema_version,
      e.data, e.metadata, e.previous_hash, e.hash, e.committed_at::timestamptz
    FROM unnest(string_to_array(stream_list, E'\\x1f'), from_list)
      WITH ORDINALITY t(stream, first, n)
    CROSS JOIN LATERAL (SELECT * FROM ${s}.events v
      WHERE v.stream = t.stream AND v.revision >= t.first OFFSET 0) e
    ORDER BY t.n, e.revision;
END $function$;
`;
};

/** A plain statement reads a single stream, because PostgreSQL begins it sooner. */
export const streamsQuery = (schema: string, ends: readonly StreamEnd[]): QueryArrayConfig => {
  const [end, ...others] = ends;
  if (end && others.length === 0) {
    const rest = 'WHERE stream = $1 AND revision >= $2 ORDER BY revision';
    return eventsQuery(schema, 'stream', rest, [end.stream, end.from]);
  }
  const text = `SELECT ${COLUMNS}, number FROM ${escapeIdentifier(schema)}.${READ_STREAMS}($1, $2)`;
  return arrayQuery(`streams:${schema}`, text, [
    ends.map(({ stream }) => stream).join(SEPARATOR),
    ends.map(({ from }) => from),
  ]);
};

const NUMBER_AT = COLUMNS.split(', ').length;

/** Groups the rows of `streamsQuery` by stream, in the order in which the caller asked. */
export const eventsOfStreams = (
  ends: readonly StreamEnd[],
  rows: readonly (readonly string[])[],
): readonly (readonly StoredEvent[])[] => {
  if (ends.length === 1) return [eventsOf(rows)];
  const found: (readonly string[])[][] = ends.map(() => []);
  for (const row of rows) found[Number(row[NUMBER_AT]) - 1]?.push(row);
  return found.map(eventsOf);
};
