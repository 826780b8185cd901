import { systemClock } from '@talentloop/event-sourcing';
import { logEngineOf, type ServiceLog } from '@talentloop/installation';
import { serviceEntries } from '@talentloop/service-catalogue';
import { until } from '@talentloop/testing';
import { Pool } from 'pg';

const PAGE = 1_000;

/**
 * A service's log, in whichever store, and the schema in which its followers keep their
 * checkpoints.
 */
interface ObservedLog {
  readonly schema: string;
  readonly store: ServiceLog;
}

const schemasOf = async (pool: Pool): Promise<readonly string[]> => {
  const sql = `select schema_name as name from information_schema.schemata`;
  const { rows } = await pool.query<{ name: string }>(sql);
  return serviceEntries
    .map(({ schema }) => schema)
    .filter((schema) => rows.some(({ name }) => name === schema));
};

/** Opens the logs as a process of the installation would. */
const observe = async <T>(
  connectionString: string,
  work: (logs: readonly ObservedLog[], pool: Pool) => Promise<T>,
): Promise<T> => {
  const pool = new Pool({ connectionString, max: 4 });
  // The server may end while this connection is idle.
  pool.on('error', () => undefined);
  const engine = logEngineOf(process.env);
  const logs = (await schemasOf(pool)).map((schema) => ({
    schema,
    store: engine.open({ schema, pool, clock: systemClock }),
  }));
  try {
    return await work(logs, pool);
  } finally {
    for (const { store } of logs) await store.close();
    await pool.end();
  }
};

/**
 * Followers of a log (relays, read models, processes) whose checkpoint is before its end, at $1.
 */
const behindLog = (schema: string, parameter: number): string =>
  `select '${schema}/' || name as who from ${schema}.checkpoints where position < $${parameter}`;

/** Messages that a consumer has parked, or that wait behind a parked message, count as not done. */
const parked = (schema: string): string =>
  `select '${schema}/' || message_id from ${schema}.parked_messages where outcome is null`;

const behindTopic = `select consumer_group || '/' || o.topic from integration_bus.offsets o
  join integration_bus.topics t on t.topic = o.topic where o."offset" < t.last`;

/** The topics of the log bus, if the services use it. */
const topicsOf = async (pool: Pool): Promise<readonly string[]> => {
  const sql = `select to_regclass('integration_bus.offsets') as bus`;
  const { rows } = await pool.query<{ bus: string | null }>(sql);
  return rows[0]?.bus === null ? [] : [behindTopic];
};

const headsOf = (logs: readonly ObservedLog[]): Promise<readonly number[]> =>
  Promise.all(logs.map(({ store }) => store.head()));

/**
 * The followers that are behind. Every follower writes its effect before it moves its checkpoint.
 * So if one snapshot shows all checkpoints at the end, all effects exist. The logs must not have
 * grown around that snapshot.
 */
const behind = async (logs: readonly ObservedLog[], pool: Pool): Promise<readonly string[]> => {
  const heads = await headsOf(logs);
  const about = logs.flatMap(({ schema }, i) => [behindLog(schema, i + 1), parked(schema)]);
  const sql = [...about, ...(await topicsOf(pool))].join(' union all ');
  const { rows } = await pool.query<{ who: string }>(sql, [...heads]);
  const grown = (await headsOf(logs)).some((head, i) => head !== heads[i]);
  return grown ? ['a log that grows', ...rows.map(({ who }) => who)] : rows.map(({ who }) => who);
};

/**
 * Waits until the services have finished their work and no message is under way between them. It
 * does not see what is on Kafka's topics.
 */
export const settled = (connectionString: string, msMax = 20_000): Promise<void> =>
  observe(connectionString, async (logs, pool) => {
    let late: readonly string[] = [];
    await until(
      'everything has settled',
      async () => {
        late = await behind(logs, pool);
        return late.length === 0;
      },
      msMax,
    ).catch((error: unknown) => {
      throw new Error(`still behind: ${late.join(', ')}`, { cause: error });
    });
  });

/** How many events of each type there are in each log, for one journey or for all. */
export const eventCounts = (
  connectionString: string,
  correlationId?: string,
): Promise<Readonly<Record<string, number>>> =>
  observe(connectionString, async (logs) => {
    const counts: Record<string, number> = {};
    for (const { schema, store } of logs) {
      for await (const { type, metadata } of eventsOf(store)) {
        const journey = (JSON.parse(metadata) as { correlationId: string }).correlationId;
        if (correlationId !== undefined && journey !== correlationId) continue;
        const name = `${schema} ${type}`;
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    return counts;
  });

async function* eventsOf(store: ServiceLog) {
  let page = await store.readAll({ after: 0, limit: PAGE });
  for (let last = page.at(-1); last; last = page.at(-1)) {
    yield* page;
    page = await store.readAll({ after: last.position, limit: PAGE });
  }
}
