import { StoreUnavailable } from '@talentloop/event-sourcing';
import { Client, type Pool, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';

/** Runs statements: a pool's client, or one inside a transaction. */
export interface Queryable {
  query<R extends QueryResultRow>(
    statement: string | { name?: string; text: string; values?: unknown[] },
    values?: unknown[],
  ): Promise<QueryResult<R>>;
}

const watched = new WeakSet<Pool>();
const ignore = (): void => undefined;

/**
 * Lends a client for the length of the call. (`pool.query` drops its connection after any error.)
 * If a connection dies, the next statement on it reports the error, so the event is ignored here.
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
    // After an error that PostgreSQL reported, the connection is still good. After any other error
    // it may not be.
    client.release(sqlStateOf(error) === undefined || isTransient(error));
    throw error;
  } finally {
    client.off('error', ignore);
  }
};

/** Runs `work` in one transaction, and rolls it back if `work` throws. */
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

/** Opens a connection beside the pool, to the same database, for locks and notifications. */
export const connectBeside = async (pool: Pool): Promise<Client> => {
  const client = new Client({ ...pool.options, password: pool.options.password });
  await client.connect();
  return client;
};

/**
 * Quotes an identifier. All identifiers are constants, so this throws where an escape would be
 * needed.
 */
export const identifier = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not an identifier: ${name}`);
  return `"${name}"`;
};

/**
 * A parameter that is a list of texts whose length the planner cannot see. If it saw the length,
 * PostgreSQL would estimate that a plan for this one call is cheaper than the plan it keeps, and
 * would plan every call again. That takes longer than the statement itself.
 */
export const ofUnseenLength = (parameter: string): string =>
  `(select ${parameter}::text[])::text[]`;

/** `dueAt` → `due_at`. */
export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The five-character SQLSTATE of an error that PostgreSQL reported. */
export const sqlStateOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error
    ? error.code
    : undefined;
};

/**
 * SQLSTATE classes of errors that pass by themselves: a lost connection, an aborted transaction,
 * too few resources or a full disk, an operator's intervention, an error of the system or of the
 * server itself.
 */
const PASSING = ['08', '40', '53', '55', '57', '58', 'XX'];

/** The texts of errors that Node.js and pg throw when they cannot connect. */
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

/**
 * Whether the same work may succeed soon, because only the store or the database was unavailable.
 */
export const isTransient = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof StoreUnavailable) return true;
  const state = sqlStateOf(error);
  if (state !== undefined) return PASSING.includes(state.slice(0, 2));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return UNREACHABLE.test(`${code} ${error.message}`);
};
