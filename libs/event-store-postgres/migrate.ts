import { escapeIdentifier } from 'pg';
import { APPEND_GROUP, appendGroupSql } from './append-group';
import { APPEND_ONE, appendOneSql } from './append-one';
import type { Connections } from './connections';
import { READ_STREAMS, readStreamsSql } from './read-streams';
import { PATIENTLY, tablesSql } from './tables';

const FUNCTIONS = [READ_STREAMS, APPEND_ONE, APPEND_GROUP];

/**
 * Creates what is missing. Any number of processes may start at once: one of them migrates, the
 * others wait.
 */
export const migrate = (connections: Connections, schema: string): Promise<void> =>
  connections.useAgain(async (client) => {
    // The script creates the functions last, so if they exist, everything exists. A start on a
    // migrated database only checks this.
    const made = await client.query(
      'SELECT bool_and(to_regproc(name) IS NOT NULL) AS made FROM unnest($1::text[]) t(name)',
      [FUNCTIONS.map((name) => `${escapeIdentifier(schema)}.${name}`)],
    );
    if (made.rows[0]?.made === true) return;
    // PostgreSQL runs a script without parameters as one transaction, and holds the lock until its
    // end.
    await client.query(
      `${PATIENTLY}SELECT pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0));` +
        // While a session waits for the lock, its catalogue cache grows old: it still says that
        // nothing exists. PostgreSQL refreshes the cache when the session opens a relation, so this
        // query opens one.
        'SELECT count(*) FROM pg_namespace;' +
        tablesSql(schema) +
        readStreamsSql(schema) +
        appendOneSql(schema) +
        appendGroupSql(schema),
    );
  });
