import { escapeIdentifier } from 'pg';
import { APPEND_GROUP, appendGroupSql } from './append-group';
import { APPEND_ONE, appendOneSql } from './append-one';
import type { Connections } from './connections';
import { READ_STREAMS, readStreamsSql } from './read-streams';
import { PATIENTLY, tablesSql } from './tables';

const FUNCTIONS = [READ_STREAMS, APPEND_ONE, APPEND_GROUP];

/** Makes what is missing. Any number of processes may start at once: one does it, the others wait. */
export const migrate = (connections: Connections, schema: string): Promise<void> =>
  connections.useAgain(async (client) => {
    // The functions are made last, so where they are, all is there; a warm start only looks.
    const made = await client.query(
      'SELECT bool_and(to_regproc(name) IS NOT NULL) AS made FROM unnest($1::text[]) t(name)',
      [FUNCTIONS.map((name) => `${escapeIdentifier(schema)}.${name}`)],
    );
    if (made.rows[0]?.made === true) return;
    // A script without parameters is one transaction, which the lock spans.
    await client.query(
      `${PATIENTLY}SELECT pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0));` +
        // Whoever waited still believes that nothing is there, until it opens some relation.
        'SELECT count(*) FROM pg_namespace;' +
        tablesSql(schema) +
        readStreamsSql(schema) +
        appendOneSql(schema) +
        appendGroupSql(schema),
    );
  });
