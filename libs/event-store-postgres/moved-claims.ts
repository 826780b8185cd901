import type { ClaimAnswer, Instant, KeptClaim } from '@talentloop/event-sourcing';
import { escapeIdentifier } from 'pg';
import type { Connections } from './connections';

const PAGE = 1_000;

interface Row {
  readonly command_id: string;
  readonly digest: string;
  readonly status: number | null;
  readonly body: ClaimAnswer['body'] | null;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly created_at: Date;
}

/** Reads the claims of one service for an export, and writes them for an import. */
export class MovedClaims {
  private readonly table: string;

  constructor(
    private readonly connections: Connections,
    schema: string,
  ) {
    this.table = `${escapeIdentifier(schema)}.claims`;
  }

  async *all(): AsyncGenerator<readonly KeptClaim[]> {
    const text = `SELECT * FROM ${this.table} WHERE $1::uuid IS NULL OR command_id > $1
      ORDER BY command_id LIMIT ${PAGE}`;
    let last: string | null = null;
    let rows: readonly Row[];
    do {
      const values: unknown[] = [last];
      ({ rows } = await this.connections.useAgain((client) => client.query<Row>(text, values)));
      if (rows.length > 0) yield rows.map(keptClaim);
      last = rows.at(-1)?.command_id ?? null;
    } while (rows.length === PAGE);
  }

  async restore(claims: readonly KeptClaim[]): Promise<void> {
    const rows = claims.map(({ commandId, digest, answer, stream, revision, keptAt }) => ({
      command_id: commandId,
      digest,
      status: answer?.status,
      body: answer?.body,
      stream,
      revision,
      created_at: keptAt satisfies Instant,
    }));
    const text = `INSERT INTO ${this.table}
        (command_id, digest, status, body, stream, revision, created_at)
      SELECT command_id, digest, status, body, stream, revision, created_at
      FROM json_to_recordset($1::json) AS r(command_id uuid, digest text, status integer, body json,
        stream text, revision integer, created_at timestamptz)
      ON CONFLICT DO NOTHING`;
    await this.connections.useAgain((client) => client.query(text, [JSON.stringify(rows)]));
  }
}

const keptClaim = (row: Row): KeptClaim => ({
  commandId: row.command_id,
  digest: row.digest,
  keptAt: row.created_at.toISOString(),
  ...(row.status !== null && { answer: { status: row.status, body: row.body ?? {} } }),
  ...(row.stream !== null && { stream: row.stream }),
  ...(row.revision !== null && { revision: row.revision }),
});
