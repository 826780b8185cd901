import { until } from '@talentloop/testing';
import { Client } from 'pg';

const SCHEMAS = ['talent_onboarding', 'service_centre', 'accommodation'];

/** Followers of a log (relays, read models, processes) that have not reached its end. */
const behindLog = (schema: string): string =>
  `select '${schema}/' || name as who from ${schema}.checkpoints
   where position < (select coalesce(max(position), 0) from ${schema}.events)`;

/** What a consumer has parked, or what waits behind that, is not done. */
const parked = (schema: string): string =>
  `select '${schema}/' || message_id from ${schema}.parked_messages where outcome is null`;

const behindTopic = `select consumer_group || '/' || o.topic from integration_bus.offsets o
  join integration_bus.topics t on t.topic = o.topic where o."offset" < t.last`;

const query = async <T extends object>(connectionString: string, sql: string): Promise<T[]> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
};

const speaksOverLogBus = async (connectionString: string): Promise<boolean> => {
  const sql = `select to_regclass('integration_bus.offsets') as bus`;
  const [found] = await query<{ bus: string | null }>(connectionString, sql);
  return found?.bus !== null;
};

const schemasOf = async (connectionString: string): Promise<readonly string[]> => {
  const sql = `select schema_name as name from information_schema.schemata`;
  const names = await query<{ name: string }>(connectionString, sql);
  return SCHEMAS.filter((schema) => names.some(({ name }) => name === schema));
};

/**
 * Waits until nothing is under way between or within the services. Every follower writes the effect
 * before it moves on, so in one snapshot in which all have moved on, all effects are there. What is
 * on Kafka's topics it does not see.
 */
export const settled = async (connectionString: string): Promise<void> => {
  const schemas = await schemasOf(connectionString);
  const topics = (await speaksOverLogBus(connectionString)) ? [behindTopic] : [];
  const sql = [...schemas.flatMap((s) => [behindLog(s), parked(s)]), ...topics].join(' union all ');
  let behind: { who: string }[] = [];
  await until(
    'everything has settled',
    async () => {
      behind = await query(connectionString, sql);
      return behind.length === 0;
    },
    15_000,
  ).catch((error: unknown) => {
    throw new Error(`still behind: ${behind.map(({ who }) => who).join(', ')}`, { cause: error });
  });
};

/** How many events of each type there are in each log, of one journey or of all. */
export const eventCounts = async (
  connectionString: string,
  correlationId?: string,
): Promise<Readonly<Record<string, number>>> => {
  const where = correlationId ? `where metadata->>'correlationId' = '${correlationId}'` : '';
  const sql = (await schemasOf(connectionString))
    .map(
      (s) =>
        `select '${s} ' || type as what, count(*)::int as n from ${s}.events ${where} group by 1`,
    )
    .join(' union all ');
  const rows = await query<{ what: string; n: number }>(connectionString, `${sql} order by 1`);
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]));
};
