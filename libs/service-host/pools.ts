import type { Logger } from '@talentloop/http';
import { Pool, type PoolConfig } from 'pg';
import type { ProcessLimits } from './limits';

/** A caller waits for this: nothing may hang longer than one would. */
export const requestBounds = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  statement_timeout: 15_000,
  // The server may be gone without a word, and then only we can end the waiting.
  query_timeout: 30_000,
} as const satisfies PoolConfig;

/**
 * Nobody waits for what follows a log, and a batch of it may take long. A process that is paused in
 * the middle of a transaction gives its locks back all the same.
 */
export const followerBounds = {
  connectionTimeoutMillis: 10_000,
  lock_timeout: 30_000,
  idle_in_transaction_session_timeout: 20_000,
  statement_timeout: 300_000,
} as const satisfies PoolConfig;

/** The connections of a process. Neither pool can use up the other's: requests and followers go on. */
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
    // An idle connection that ends is replaced when the next one is needed.
    pool.on('error', (error) => {
      if (!pool.ending) log.warn({ error: String(error) }, 'a database connection ended');
    });
    // Nor is one that ends while it is in hand and says nothing: its next statement tells. An error
    // that nobody listens for would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  return {
    pool: open('requests', requests, requestBounds),
    followers: open('followers', followers, followerBounds),
  };
};
