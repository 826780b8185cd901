import { escapeIdentifier } from 'pg';
import { APPEND_GROUP, appendGroupSql } from './append-group';
import { appendOneSql } from './append-one';
import type { Connections } from './connections';
import { tablesSql } from './tables';

/** Makes what is missing. Any number of processes may start at once: one does it, the others wait. */
export const migrate = (connections: Connections, schema: string): Promise<void> =>
  connections.useAgain(async (client) => {
    // The function is made last, so where it is, all is there; a warm start only looks.
    const made = await client.query('SELECT to_regproc($1) IS NOT NULL AS made', [
      `${escapeIdentifier(schema)}.${APPEND_GROUP}`,
    ]);
    if (made.rows[0]?.made === true) return;
    // A script without parameters is one transaction, which the lock spans.
    await client.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0));` +
        // Whoever waited still believes that nothing is there, until it opens some relation.
        'SELECT count(*) FROM pg_namespace;' +
        tablesSql(schema) +
        appendOneSql(schema) +
        appendGroupSql(schema),
    );
  });
