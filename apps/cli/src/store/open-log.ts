import { type MovableLog, systemClock } from '@talentloop/event-sourcing';
import { type LogEngine, logEngineOf } from '@talentloop/installation';
import { PostgresKeyStore } from '@talentloop/privacy';
import { getServiceEntry, serviceNames } from '@talentloop/service-catalogue';
import { Client, Pool } from 'pg';
import { CannotAnswer, type Surroundings } from '../surroundings';
import { openDatabase } from './database';

/** A service's log, opened for an export or an import. */
export interface OpenLog {
  readonly service: string;
  readonly schema: string;
  readonly log: MovableLog;
  readonly gapless: boolean;
  readonly pool: Pool;
  readonly keys: PostgresKeyStore;
  close(): Promise<void>;
}

const engineOf = (environment: Surroundings['environment']): LogEngine => {
  try {
    return logEngineOf(environment);
  } catch (error) {
    throw new CannotAnswer(error instanceof Error ? error.message : String(error));
  }
};

/**
 * Opens a log. To fill it, no other process may use it, and it is created if it is missing.
 * @throws CannotAnswer
 */
export const openLog = async (
  surroundings: Surroundings,
  service: string,
  purpose: 'to read' | 'to fill',
): Promise<OpenLog> => {
  if (!serviceNames.includes(service))
    throw new CannotAnswer(`${service} is not one of ${serviceNames.join(', ')}.`);
  const engine = engineOf(surroundings.environment);
  const { schema } = getServiceEntry(service);
  const fills = purpose === 'to fill';
  const database = await openDatabase(surroundings, { alone: fills });
  const { connectionString } = database;
  const alone = new Client({ connectionString, application_name: 'talentloop store' });
  const pool = new Pool({ connectionString, max: 4, application_name: 'talentloop store' });
  pool.on('error', () => undefined);
  alone.on('error', () => undefined);
  const log = engine.openToMove({ schema, pool, clock: systemClock });
  const keys = new PostgresKeyStore(pool, schema);
  const close = async (): Promise<void> => {
    await log.close();
    await alone.end().catch(() => undefined);
    await pool.end();
    await database.close();
  };
  try {
    await connect(alone);
    if (fills) await beAlone(alone, schema);
    else await assertThere(alone, schema);
    await log.migrate();
    await keys.migrate();
    return { service, schema, log, gapless: engine.gapless, pool, keys, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const connect = async (client: Client): Promise<void> => {
  try {
    await client.connect();
  } catch (error) {
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new CannotAnswer(`Cannot connect to PostgreSQL: ${why}`);
  }
};

const assertThere = async (client: Client, schema: string): Promise<void> => {
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (rowCount === 0) throw new CannotAnswer(`The database has no schema ${schema}.`);
};

const LOCK_MS_MAX = 10_000;

/** If an import was killed, its lock remains until PostgreSQL notices. */
const beAlone = async (client: Client, schema: string): Promise<void> => {
  await client.query(`SET lock_timeout = ${LOCK_MS_MAX}`);
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [
      `talentloop/import/${schema}`,
    ]);
  } catch {
    throw new CannotAnswer(`Another import into the log of ${schema} is running.`);
  }
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database()
      AND application_name = 'talentloop'`,
  );
  if (rowCount !== 0)
    throw new CannotAnswer('TalentLoop runs on this database. Stop all its processes first.');
};
