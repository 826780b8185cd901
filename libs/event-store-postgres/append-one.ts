import { ofSchema } from './of-schema';

/** Change this name whenever the meaning of the function below changes. */
export const APPEND_ONE = 'append_one_v2';

/**
 * Does what the group function does, for a group of one event with or without a claim, in single
 * statements. The number of statements is most of what a lone writer waits for. The result has the
 * same form.
 */
const DEFINITION = `
CREATE OR REPLACE FUNCTION @schema.${APPEND_ONE}(
  now_at timestamptz, in_stream text, expected int, in_id uuid, in_type text, in_version int,
  in_data json, in_metadata json, in_previous text, in_hash text,
  claim_id uuid, claim_digest text, claim_status int, claim_body json,
  OUT outcomes text, OUT revisions int[], OUT head bigint, OUT at timestamptz, OUT standing json)
LANGUAGE plpgsql SET enable_seqscan = off AS $function$
DECLARE
  last_revision int;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(@position_lock, 0));
  SELECT e.position, e.committed_at INTO head, at
    FROM @schema.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  at := greatest(now_at, at);
  SELECT e.revision, e.hash INTO last_revision, last_hash
    FROM @schema.events e WHERE e.stream = in_stream ORDER BY e.revision DESC LIMIT 1;
  last_revision := coalesce(last_revision, -1);
  revisions := ARRAY[last_revision];
  IF claim_id IS NOT NULL THEN
    SELECT json_build_array(json_build_object('request', 1, 'commandId', c.command_id,
        'digest', c.digest, 'status', c.status, 'body', c.body)) INTO standing
      FROM @schema.claims c
      WHERE c.command_id = claim_id AND (c.digest <> claim_digest OR c.status IS NOT NULL);
  END IF;
  IF standing IS NOT NULL THEN
    outcomes := 'c';
  ELSIF EXISTS (SELECT FROM @schema.events e WHERE e.id = in_id) THEN
    outcomes := 'd';
  ELSIF last_revision <> expected OR last_hash <> in_previous THEN
    outcomes := 'r';
  ELSE
    outcomes := 'a';
    INSERT INTO @schema.events (position, stream, revision, id, type, schema_version, data,
        metadata, previous_hash, hash, committed_at)
      VALUES (head + 1, in_stream, expected + 1, in_id, in_type, in_version, in_data, in_metadata,
        in_previous, in_hash, at);
    IF claim_id IS NOT NULL THEN
      INSERT INTO @schema.claims AS c
          (command_id, digest, status, body, stream, revision, created_at)
        VALUES (claim_id, claim_digest, claim_status, claim_body, in_stream, expected + 1, now_at)
        ON CONFLICT (command_id) DO UPDATE SET status = excluded.status, body = excluded.body,
          stream = excluded.stream, revision = excluded.revision
          WHERE c.status IS NULL AND excluded.status IS NOT NULL;
    END IF;
  END IF;
END $function$;
`;

/** The statement that makes the function in a service's schema. */
export const appendOneSql = (schema: string): string => ofSchema(schema, DEFINITION);
