import type { Logger } from '@talentloop/http';
import { Pool, type PoolConfig } from 'pg';
import type { ProcessLimits } from './limits';

/**
 * The timeouts of requests. A caller waits for each of these steps, so none may take longer than a
 * caller would wait.
 */
export const requestBounds = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  statement_timeout: 15_000,
  // If the server stops responding without closing the connection, only this client-side timeout
  // ends the wait.
  query_timeout: 30_000,
} as const satisfies PoolConfig;

/**
 * The timeouts of followers. No caller waits for them, and a batch may take long. If a process is
 * paused in the middle of a transaction, PostgreSQL still ends the transaction and frees its locks.
 */
export const followerBounds = {
  connectionTimeoutMillis: 10_000,
  lock_timeout: 30_000,
  idle_in_transaction_session_timeout: 20_000,
  statement_timeout: 300_000,
} as const satisfies PoolConfig;

/**
 * The connections of a process. Requests and followers have separate pools, so neither can use up
 * the connections of the other.
 */
export interface Pools {
  readonly pool: Pool;
  readonly followers: Pool;
}

export const openPools = (
  connectionString: string,
  { requests, followers }: ProcessLimits['connections'],
  log: Logger,
): Pools => {
  const open = (purpose: string, max: number, bounds: PoolConfig): Pool => {
    const about = { connectionString, max, keepAlive: true };
    const pool = new Pool({ ...about, ...bounds, application_name: `talentloop ${purpose}` });
    // If an idle connection ends, the pool opens another one when it needs one.
    pool.on('error', (error) => {
      if (!pool.ending) log.warn({ error: String(error) }, 'a database connection ended');
    });
    // The same for a connection in use: its next statement reports the loss. Without a listener the
    // error would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  return {
    pool: open('requests', requests, requestBounds),
    followers: open('followers', followers, followerBounds),
  };
};
