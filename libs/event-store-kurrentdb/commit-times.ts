import type { Instant, Position } from '@talentloop/event-sourcing';
import type { Connections } from '@talentloop/event-store-postgres';
import { escapeIdentifier } from 'pg';

export interface CommitTime {
  readonly position: Position;
  readonly committedAt: Instant;
}

interface Row {
  readonly position: string;
  readonly committed_at: Date;
}

/**
 * `committedAt` is the running maximum of `recordedAt`, so one event alone does not show it. This
 * table keeps it for the events where the two differ, and for one of a few hundred other events.
 * With them a reader can begin anywhere, and "as of" finds its position. The table is derived from
 * the log: every process writes the same rows, and if the table is lost, the adapter reads the log
 * once and writes it again.
 */
export class CommitTimes {
  private readonly table: string;

  constructor(
    private readonly connections: Connections,
    private readonly schema: string,
  ) {
    this.table = `${escapeIdentifier(schema)}.commit_times`;
  }

  async migrate(): Promise<void> {
    const sql = `SELECT pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0));
      SELECT count(*) FROM pg_namespace;
      CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(this.schema)};
      CREATE TABLE IF NOT EXISTS ${this.table} (
        position bigint PRIMARY KEY,
        committed_at timestamptz(3) NOT NULL
      );
      CREATE INDEX IF NOT EXISTS commit_times_at ON ${this.table} (committed_at, position);`;
    await this.connections.useAgain((client) => client.query(sql));
  }

  /** The last event that some process has examined for this table. */
  last(): Promise<CommitTime | undefined> {
    return this.one('ORDER BY position DESC LIMIT 1', []);
  }

  /** The last kept event that was committed at or before `at`. */
  lastUntil(at: Instant): Promise<CommitTime | undefined> {
    const rest = 'WHERE committed_at <= $1 ORDER BY committed_at DESC, position DESC LIMIT 1';
    return this.one(rest, [at]);
  }

  /** The times of those positions where `committedAt` differs from the event's `recordedAt`. */
  async of(positions: readonly Position[]): Promise<ReadonlyMap<Position, Instant>> {
    const rows = await this.query('WHERE position = ANY ($1::bigint[])', [positions]);
    return new Map(rows.map(({ position, committedAt }) => [position, committedAt]));
  }

  async keep(times: readonly CommitTime[]): Promise<void> {
    const text = `INSERT INTO ${this.table} SELECT * FROM unnest($1::bigint[], $2::timestamptz[])
      ON CONFLICT DO NOTHING`;
    const values = [
      times.map(({ position }) => position),
      times.map(({ committedAt }) => committedAt),
    ];
    await this.connections.useAgain((client) => client.query(text, values));
  }

  /** Empties the table, because it describes another log. */
  async clear(): Promise<void> {
    await this.connections.useAgain((client) => client.query(`TRUNCATE ${this.table}`));
  }

  private async one(rest: string, values: readonly unknown[]): Promise<CommitTime | undefined> {
    return (await this.query(rest, values))[0];
  }

  private async query(rest: string, values: readonly unknown[]): Promise<readonly CommitTime[]> {
    const text = `SELECT position, committed_at FROM ${this.table} ${rest}`;
    const { rows } = await this.connections.useAgain((client) =>
      client.query<Row>(text, [...values]),
    );
    return rows.map(({ position, committed_at: at }) => ({
      position: Number(position),
      committedAt: at.toISOString(),
    }));
  }
}
