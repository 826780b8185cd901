import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@talentloop/event-sourcing';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

/**
 * The statement timeout: longer than any statement of the store takes, and short enough to answer
 * 503 in time.
 */
export const STATEMENT_MS_MAX = 10_000;

/**
 * The lock timeout: how long an append waits for the lock of the log, which all processes share.
 */
export const LOCK_MS_MAX = 5_000;

/**
 * Whether the server failed, and not the statement: no connection (08), too many connections or a
 * full disk (53), the server stops or starts (57P), a timeout (57014, 55P03, 25P03), a read-only
 * server (25006), an error of the operating system or of PostgreSQL itself (58, XX: an exhausted
 * quota too), or no answer at all.
 */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof DatabaseError)) return true;
  return /^(08|53|57P|57014|55P03|25P03|25006|58|XX)/.test(error.code ?? '');
};

/**
 * Adds a limit to how long the client waits for the answer, whatever limits the pool's owner has
 * set.
 */
export const timed = <Q extends object>(query: Q): Q & { query_timeout: number } => ({
  ...query,
  query_timeout: STATEMENT_MS_MAX,
});

/**
 * When PostgreSQL has restarted, every idle connection is dead. The store finds the dead ones one
 * by one.
 */
const RETRY_AFTER_MS = [10, 50, 200];

/**
 * A statement that failed after this long did not fail because of a dead connection, and its caller
 * has waited long enough.
 */
export const PATIENCE_MS = 2_000;

/**
 * Lends the clients of a pool and returns each of them, or destroys it if it is broken. Throws
 * StoreUnavailable on an outage.
 */
export class Connections {
  private readonly quiet = new WeakSet<PoolClient>();

  constructor(readonly pool: Pool) {
    pool.on('connect', (client) => this.hush(client));
    // PostgreSQL may end an idle connection. The next caller who asks for a connection notices.
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

  /**
   * A client that loses its connection emits `error`, and Node.js ends the process if nobody
   * listens. The client's next query reports the same error to its caller.
   */
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

  /**
   * Runs work that may run twice. When the connection turns out to be dead, the work runs again on
   * another one.
   */
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
