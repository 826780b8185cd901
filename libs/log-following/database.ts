import { StoreUnavailable } from '@talentloop/event-sourcing';
import { Client, type Pool, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';

/** What can run a statement: a pool's client, or one that is inside a transaction. */
export interface Queryable {
  query<R extends QueryResultRow>(
    statement: string | { name?: string; text: string; values?: unknown[] },
    values?: unknown[],
  ): Promise<QueryResult<R>>;
}

const watched = new WeakSet<Pool>();
const ignore = (): void => undefined;

/**
 * A client for the length of the call. (`pool.query` throws its connection away after any error.)
 * A connection that dies while idle, or in hand, is not news: the statement that meets it says so.
 */
export const withClient = async <T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> => {
  if (!watched.has(pool)) {
    watched.add(pool);
    pool.on('error', ignore);
  }
  const client = await pool.connect();
  client.on('error', ignore);
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    // An error that PostgreSQL answered leaves the connection whole; any other one may not.
    client.release(sqlStateOf(error) === undefined || isTransient(error));
    throw error;
  } finally {
    client.off('error', ignore);
  }
};

/** `work` in one transaction, rolled back when it throws. */
export const inTransaction = <T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> =>
  withClient(pool, async (client) => {
    await client.query('begin');
    try {
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  });

/** A connection of its own, to the database that the pool uses, for locks and notifications. */
export const connectBeside = async (pool: Pool): Promise<Client> => {
  const client = new Client({ ...pool.options, password: pool.options.password });
  await client.connect();
  return client;
};

/** Quotes an identifier; ours are constants, so this asserts rather than escapes. */
export const identifier = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not an identifier: ${name}`);
  return `"${name}"`;
};

/**
 * A parameter that is a list of texts, whose length the planner does not see: it would otherwise take
 * each call's own plan for cheaper than the one it can keep, and make it anew, which takes longer
 * than to run it.
 */
export const ofUnseenLength = (parameter: string): string =>
  `(select ${parameter}::text[])::text[]`;

/** `dueAt` → `due_at` */
export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The five-character SQLSTATE of an error that PostgreSQL answered. */
export const sqlStateOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error
    ? error.code
    : undefined;
};

/**
 * Classes of SQLSTATE that pass by themselves: connection lost, transaction aborted, out of
 * resources or of disk, an operator's intervention, an error of the system or of the server itself.
 */
const PASSING = ['08', '40', '53', '55', '57', '58', 'XX'];

/** What Node and pg say when there is no connection to be had. */
const UNREACHABLE = new RegExp(
  [
    'ECONN',
    'EPIPE',
    'ENOENT',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'Connection terminated',
    'connection timeout',
    'timeout exceeded',
    'not queryable',
    'Client has encountered',
    'Query read timeout',
  ].join('|'),
  'i',
);

/** Whether the same work may well succeed in a moment: a store or a database that is away. */
export const isTransient = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof StoreUnavailable) return true;
  const state = sqlStateOf(error);
  if (state !== undefined) return PASSING.includes(state.slice(0, 2));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return UNREACHABLE.test(`${code} ${error.message}`);
};
