import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@talentloop/event-sourcing';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

/** Longer than any statement of the store takes, short enough to answer 503 in time. */
export const STATEMENT_MS_MAX = 10_000;

/** An append that waits this long for its turn among all processes is given up. */
export const LOCK_MS_MAX = 5_000;

/**
 * Whether the server, not the statement, is the trouble: no connection, too many of them or a full
 * disk (53), shut down or starting (57P), what took too long (57014, 55P03, 25P03), an error of its
 * files or its own (58, XX: so it calls a quota that is used up), or no answer at all.
 */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof DatabaseError)) return true;
  return /^(08|53|57P|57014|55P03|25P03|25006|58|XX)/.test(error.code ?? '');
};

/** The query with a limit on waiting for its answer, whatever limits the pool's owner has set. */
export const timed = <Q extends object>(query: Q): Q & { query_timeout: number } => ({
  ...query,
  query_timeout: STATEMENT_MS_MAX,
});

/** After a server's restart all idle connections are dead, and are found out one by one. */
const RETRY_AFTER_MS = [10, 50, 200];

/** What failed after this long was no dead connection, and the caller has waited enough. */
export const PATIENCE_MS = 2_000;

/** Clients of the pool, each given back sound or not at all. Throws StoreUnavailable on an outage. */
export class Connections {
  private readonly quiet = new WeakSet<PoolClient>();

  constructor(readonly pool: Pool) {
    pool.on('connect', (client) => this.hush(client));
    // An idle connection that the server ends is not news: the next one asked for tells.
    pool.on('error', () => undefined);
  }

  async connect(): Promise<PoolClient> {
    try {
      const client = await this.pool.connect();
      this.hush(client);
      return client;
    } catch (error) {
      throw new StoreUnavailable('no connection to PostgreSQL', { cause: error });
    }
  }

  /** The loss of a client shows in its queries; as an event without a listener it ends the process. */
  private hush(client: PoolClient): void {
    if (this.quiet.has(client)) return;
    this.quiet.add(client);
    client.on('error', () => undefined);
  }

  async use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const outage = isOutage(error);
      client.release(outage);
      if (!outage || error instanceof StoreUnavailable) throw error;
      throw new StoreUnavailable('PostgreSQL did not answer', { cause: error });
    }
  }

  /** For what may be done twice: a connection that turns out to be dead is replaced. */
  async useAgain<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const begun = performance.now();
    for (const pauseMs of RETRY_AFTER_MS) {
      try {
        return await this.use(work);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        if (performance.now() - begun > PATIENCE_MS) throw error;
        await sleep(pauseMs);
      }
    }
    return this.use(work);
  }
}
