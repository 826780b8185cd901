import { type Claim, type Instant, StoreUnavailable } from '@talentloop/event-sourcing';
import { escapeIdentifier } from 'pg';
import type { Connections } from './connections';
import { claimOf, type StandingClaim } from './group';
import { SharedRoundTrips } from './shared-round-trips';
import { claimsSql, PATIENTLY } from './tables';

const KEPT_MS = 48 * 3_600_000;
const SWEEP_EVERY_MS = 600_000;

/** How often `keep` tries again after another process has released the claim. */
const ATTEMPTS_MAX = 20;

/** How many claims one round trip looks up for callers that ask at the same time. */
const CLAIMS_MAX = 256;

interface Found {
  readonly claim: Claim | undefined;
}

/** The stream and the revision at which the events of a claim's command were appended. */
interface ClaimedPlace {
  readonly stream: string;
  readonly revision: number;
}

/**
 * The result of writing a claim: this call wrote it, the same claim was already there, or another
 * claim has its place.
 */
export type Kept = 'written' | 'there' | Claim;

/**
 * The claims of one service. When PostgreSQL holds the log, the append functions write the claims,
 * and this class reads, releases and deletes them. When another store holds the log, `migrate`
 * makes the table and `keep` writes the claims.
 */
export class Claims {
  private readonly table: string;
  private readonly finding: SharedRoundTrips<string, Found>;
  private sweptAtMs = 0;

  constructor(
    private readonly connections: Connections,
    private readonly schema: string,
  ) {
    this.table = `${escapeIdentifier(schema)}.claims`;
    this.finding = new SharedRoundTrips((ids) => this.findAll(ids), CLAIMS_MAX);
  }

  /** Creates the table of claims alone, if it is missing. */
  async migrate(): Promise<void> {
    await this.connections.useAgain((client) =>
      client.query(
        `${PATIENTLY}SELECT pg_advisory_xact_lock(hashtextextended('talentloop/migrate', 0));` +
          // While a session waits for the lock, its catalogue cache grows old: it still says that
          // nothing exists. PostgreSQL refreshes the cache when the session opens a relation, so
          // this query opens one.
          'SELECT count(*) FROM pg_namespace;' +
          claimsSql(this.schema),
      ),
    );
  }

  /**
   * Writes a claim, or completes a reservation with the same digest. It never overwrites an answer.
   */
  async keep(claim: Claim, now: Instant, place?: ClaimedPlace): Promise<Kept> {
    const { commandId, digest, answer } = claim;
    const body = answer && JSON.stringify(answer.body);
    const values = [commandId, digest, answer?.status, body, place?.stream, place?.revision, now];
    for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts += 1) {
      const { rowCount } = await this.connections.useAgain((client) =>
        client.query({ name: `keep:${this.schema}`, text: keepSql(this.table), values }),
      );
      if (rowCount === 1) return 'written';
      const standing = await this.find(commandId);
      // Without a claim another process released it between the two statements: try again.
      if (standing) return standing.digest === digest && !standing.answer ? 'there' : standing;
    }
    throw new StoreUnavailable('a claim is written and released again and again');
  }

  async find(commandId: string): Promise<Claim | undefined> {
    return (await this.finding.ask(commandId)).claim;
  }

  private findAll(commandIds: readonly string[]): Promise<readonly Found[]> {
    return this.connections.useAgain(async (client) => {
      const { rows } = await client.query<StandingClaim>({
        name: `claims:${this.schema}`,
        text: `SELECT command_id AS "commandId", digest, status, body
          FROM ${this.table} WHERE command_id = ANY ($1::uuid[])`,
        values: [commandIds],
      });
      const found = new Map(rows.map((row) => [row.commandId, claimOf(row)]));
      return commandIds.map((id) => ({ claim: found.get(id) }));
    });
  }

  /** Deletes a reservation. A claim that holds an answer stays. */
  release(commandId: string): Promise<void> {
    return this.connections.useAgain(async (client) => {
      await client.query({
        name: `release:${this.schema}`,
        text: `DELETE FROM ${this.table} WHERE command_id = $1 AND status IS NULL`,
        values: [commandId],
      });
    });
  }

  /** Deletes claims older than two days, in the background, at most once every ten minutes. */
  sweep(now: Instant): void {
    const nowMs = Date.parse(now);
    if (Math.abs(nowMs - this.sweptAtMs) < SWEEP_EVERY_MS) return;
    this.sweptAtMs = nowMs;
    const before = new Date(nowMs - KEPT_MS).toISOString();
    const drop = `DELETE FROM ${this.table} WHERE created_at < $1`;
    this.connections.use((client) => client.query(drop, [before])).catch(() => undefined);
  }
}

const keepSql = (table: string): string => `
INSERT INTO ${table} AS c (command_id, digest, status, body, stream, revision, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (command_id) DO UPDATE SET status = excluded.status, body = excluded.body,
    stream = excluded.stream, revision = excluded.revision
    WHERE c.digest = excluded.digest AND c.status IS NULL AND excluded.status IS NOT NULL`;
