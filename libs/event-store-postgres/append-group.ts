import { ofSchema } from './of-schema';

/**
 * Change this name whenever the meaning of the function below changes: processes of two releases
 * call their own versions side by side.
 */
export const APPEND_GROUP = 'append_group_v1';

/**
 * Separates the items of a list that the store sends as one text. Canonical JSON contains no
 * control characters.
 */
export const SEPARATOR = '\u001f';

/**
 * Appends a group of requests in one transaction and returns a result for each request.
 *
 * The function unpacks its parameters before it takes the advisory lock. The statements after the
 * lock see everything that other transactions committed before. The function assigns positions
 * under the lock, and PostgreSQL holds the lock until the commit is visible, so no reader sees a
 * later position before an earlier one. The function judges the requests of one stream in order,
 * each on the state that the requests before it leave, and inserts nothing for a request that
 * fails. PostgreSQL plans each statement once, because planning took longer than the append.
 * `OFFSET 0` keeps each look-up an index probe: PostgreSQL keeps a plan that it made while the
 * table was small.
 *
 * `outcomes` has one letter per request: a(ppended), c(laimed), d(uplicate), r(evision conflict).
 */
const DEFINITION = `
CREATE OR REPLACE FUNCTION @schema.${APPEND_GROUP}(
  now_at timestamptz, stream_list text, request_streams int[], request_counts int[], expected int[],
  claim_ids text, claim_digests text, claim_statuses int[], claim_bodies text,
  event_requests int[], event_revisions int[], id_list text, type_list text, versions int[],
  data_list text, metadata_list text, previous_list text, hash_list text,
  OUT outcomes text, OUT revisions int[], OUT head bigint, OUT at timestamptz, OUT standing json)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $function$
DECLARE
  streams text[] := string_to_array(stream_list, E'\\x1f');
  ids uuid[] := string_to_array(id_list, E'\\x1f')::uuid[];
  types text[] := string_to_array(type_list, E'\\x1f');
  datas json[] := string_to_array(data_list, E'\\x1f')::json[];
  metadatas json[] := string_to_array(metadata_list, E'\\x1f')::json[];
  previous text[] := string_to_array(previous_list, E'\\x1f');
  hashes text[] := string_to_array(hash_list, E'\\x1f');
  claims uuid[] := string_to_array(claim_ids, E'\\x1f', '')::uuid[];
  digests text[] := string_to_array(claim_digests, E'\\x1f');
  bodies json[] := string_to_array(claim_bodies, E'\\x1f', '')::json[];
  stream_revisions int[];
  stream_hashes text[];
  claimed int[];
  duplicate int[];
  -- For each request that succeeds, how many events before its own were left out; for others null.
  left_out int[] := array_fill(null::int, ARRAY[cardinality(request_counts)]);
  inserted int := 0;
  any_claim boolean := false;
  last_event int := 0;
  first_event int;
  stream_number int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(@position_lock, 0));

  SELECT e.position, e.committed_at INTO head, at
    FROM @schema.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  at := greatest(now_at, at);

  SELECT array_agg(coalesce(e.revision, -1) ORDER BY t.n), array_agg(e.hash ORDER BY t.n)
    INTO stream_revisions, stream_hashes
    FROM unnest(streams) WITH ORDINALITY t(stream, n)
    LEFT JOIN LATERAL (SELECT v.revision, v.hash FROM @schema.events v
      WHERE v.stream = t.stream ORDER BY v.revision DESC LIMIT 1) e ON true;

  SELECT array_agg(event_requests[t.n]) INTO duplicate
    FROM unnest(ids) WITH ORDINALITY t(id, n)
    WHERE EXISTS (SELECT FROM @schema.events e WHERE e.id = t.id OFFSET 0);

  IF cardinality(claims) > 0 THEN
    SELECT array_agg(t.n), json_agg(json_build_object('request', t.n, 'commandId', c.command_id,
        'digest', c.digest, 'status', c.status, 'body', c.body))
      INTO claimed, standing
      FROM unnest(claims) WITH ORDINALITY t(id, n)
      CROSS JOIN LATERAL (SELECT * FROM @schema.claims k WHERE k.command_id = t.id OFFSET 0) c
      WHERE c.digest <> digests[t.n] OR c.status IS NOT NULL;
  END IF;

  outcomes := '';
  FOR i IN 1 .. cardinality(request_counts) LOOP
    first_event := last_event + 1;
    last_event := last_event + request_counts[i];
    stream_number := request_streams[i];
    IF i = ANY (claimed) THEN
      outcomes := outcomes || 'c';
    ELSIF i = ANY (duplicate) THEN
      outcomes := outcomes || 'd';
    ELSIF request_counts[i] > 0 AND (stream_revisions[stream_number] <> expected[i]
        OR stream_hashes[stream_number] <> previous[first_event]) THEN
      outcomes := outcomes || 'r';
    ELSE
      outcomes := outcomes || 'a';
      left_out[i] := first_event - 1 - inserted;
      any_claim := any_claim OR claims[i] IS NOT NULL;
      IF request_counts[i] > 0 THEN
        inserted := inserted + request_counts[i];
        stream_revisions[stream_number] := event_revisions[last_event];
        stream_hashes[stream_number] := hashes[last_event];
      END IF;
    END IF;
    revisions[i] := stream_revisions[stream_number];
  END LOOP;

  IF inserted > 0 THEN
    INSERT INTO @schema.events (position, stream, revision, id, type, schema_version, data,
        metadata, previous_hash, hash, committed_at)
      SELECT head + e.n - left_out[e.request], streams[request_streams[e.request]],
        e.revision, e.id, e.type, e.version, e.data, e.metadata, e.previous, e.hash, at
      FROM unnest(event_requests, event_revisions, ids, types, versions, datas, metadatas, previous,
        hashes) WITH ORDINALITY
        e(request, revision, id, type, version, data, metadata, previous, hash, n)
      WHERE left_out[e.request] IS NOT NULL;
  END IF;

  IF any_claim THEN
    INSERT INTO @schema.claims AS c (command_id, digest, status, body, stream, revision, created_at)
      SELECT t.id, digests[t.n], claim_statuses[t.n], bodies[t.n], streams[request_streams[t.n]],
        CASE WHEN request_streams[t.n] > 0 THEN expected[t.n] + request_counts[t.n] END, now_at
      FROM unnest(claims) WITH ORDINALITY t(id, n)
      WHERE left_out[t.n] IS NOT NULL AND t.id IS NOT NULL
      ON CONFLICT (command_id) DO UPDATE SET status = excluded.status, body = excluded.body,
        stream = excluded.stream, revision = excluded.revision
        WHERE c.status IS NULL AND excluded.status IS NOT NULL;
  END IF;
END $function$;
`;

/** The statement that makes the function in a service's schema. */
export const appendGroupSql = (schema: string): string => ofSchema(schema, DEFINITION);
