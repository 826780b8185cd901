import { until } from '@talentloop/testing';
import type { Pool, PoolClient } from 'pg';

const WAIT_MS_MAX = 60_000;

/**
 * Stops a rebuild at its next report of progress, by locking the rows that it writes. So a test can
 * kill it half way on a machine of any speed. Live traffic does not touch those rows.
 */
export class Brake {
  private holding: PoolClient | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  async hold(): Promise<void> {
    this.holding = await this.held();
  }

  async release(): Promise<void> {
    await this.holding?.query('commit');
    this.holding?.release();
    this.holding = undefined;
  }

  /**
   * Lets the rebuild continue from stop to stop until every read model has reached `position`.
   * Returns the position of the first stop.
   */
  async driveTo(position: number): Promise<number> {
    const first = await this.standing();
    for (let now = first; now < position; now = await this.standing()) await this.letBy();
    return first;
  }

  /** How far it is when it has come to its next stop. */
  private async standing(): Promise<number> {
    await until('the rebuild stands', () => this.stands(), WAIT_MS_MAX);
    return this.least();
  }

  /**
   * The waiting writer continues. It stops at its next report, because `next` already waits behind
   * it for the same rows.
   */
  private async letBy(): Promise<void> {
    const next = this.held();
    await until('it waits too', async () => (await this.waiting()) > 1, WAIT_MS_MAX);
    await this.release();
    this.holding = await next;
  }

  private async held(): Promise<PoolClient> {
    const client = await this.pool.connect();
    await client.query('begin');
    await client.query(`select 1 from ${this.schema}.rebuilds for update`);
    return client;
  }

  private async stands(): Promise<boolean> {
    return (await this.waiting()) > 0;
  }

  private async waiting(): Promise<number> {
    const { rowCount } = await this.pool.query(
      `select 1 from pg_stat_activity where datname = current_database()
         and wait_event_type = 'Lock' and query ~ '(update|from) .*rebuilds.* (set|for update)'`,
    );
    return rowCount ?? 0;
  }

  private async least(): Promise<number> {
    const { rows } = await this.pool.query<{ least: string }>(
      `select min(position) as least from ${this.schema}.checkpoints
         where starts_with(name, 'rebuild:')`,
    );
    return Number(rows[0]?.least);
  }
}
