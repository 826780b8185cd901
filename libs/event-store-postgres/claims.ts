import type { Claim, Instant } from '@talentloop/event-sourcing';
import { escapeIdentifier } from 'pg';
import type { Connections } from './connections';
import { claimOf, type StandingClaim } from './group';

const KEPT_MS = 48 * 3_600_000;
const SWEEP_EVERY_MS = 600_000;

/** What is read, dropped and swept of the claims; they are written with the appends. */
export class Claims {
  private readonly table: string;
  private sweptAtMs = 0;

  constructor(
    private readonly connections: Connections,
    private readonly schema: string,
  ) {
    this.table = `${escapeIdentifier(schema)}.claims`;
  }

  find(commandId: string): Promise<Claim | undefined> {
    return this.connections.useAgain(async (client) => {
      const { rows } = await client.query<StandingClaim>({
        name: `claim:${this.schema}`,
        text: `SELECT command_id AS "commandId", digest, status, body FROM ${this.table} WHERE command_id = $1`,
        values: [commandId],
      });
      return rows[0] && claimOf(rows[0]);
    });
  }

  /** Only a reservation: an answer stays. */
  release(commandId: string): Promise<void> {
    return this.connections.useAgain(async (client) => {
      await client.query({
        name: `release:${this.schema}`,
        text: `DELETE FROM ${this.table} WHERE command_id = $1 AND status IS NULL`,
        values: [commandId],
      });
    });
  }

  /** Drops what is older than two days, now and then, in the background. */
  sweep(now: Instant): void {
    const nowMs = Date.parse(now);
    if (Math.abs(nowMs - this.sweptAtMs) < SWEEP_EVERY_MS) return;
    this.sweptAtMs = nowMs;
    const before = new Date(nowMs - KEPT_MS).toISOString();
    const drop = `DELETE FROM ${this.table} WHERE created_at < $1`;
    this.connections.use((client) => client.query(drop, [before])).catch(() => undefined);
  }
}
