import { StoreUnavailable } from '@talentloop/event-sourcing';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

/** Longer than any statement of the store takes, short enough to answer 503 in time. */
export const STATEMENT_MS_MAX = 10_000;

/**
 * Whether the server, not the statement, is the trouble: no connection, too many of them (53), shut
 * down or starting (57P), a statement that took too long (57014), or no answer at all.
 */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof DatabaseError)) return true;
  return /^(08|53|57P|57014|55P03|25006)/.test(error.code ?? '');
};

/** The query with a limit on waiting for its answer, whatever limits the pool's owner has set. */
export const timed = <Q extends object>(query: Q): Q & { query_timeout: number } => ({
  ...query,
  query_timeout: STATEMENT_MS_MAX,
});

/** Clients of the pool, each given back sound or not at all. Throws StoreUnavailable on an outage. */
export class Connections {
  constructor(readonly pool: Pool) {
    // An idle connection that the server ends is not news: the next one asked for tells.
    pool.on('error', () => undefined);
  }

  async use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      throw new StoreUnavailable('no connection to PostgreSQL', { cause: error });
    }
    const ignore = (): void => undefined;
    client.on('error', ignore);
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const outage = isOutage(error);
      client.release(outage);
      if (!outage || error instanceof StoreUnavailable) throw error;
      throw new StoreUnavailable('PostgreSQL did not answer', { cause: error });
    } finally {
      client.off('error', ignore);
    }
  }
}
