import { until } from '@talentloop/testing';
import type { EventStore } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';

const HEAD = Number.MAX_SAFE_INTEGER;

/** A service's log, and the schema where its followers keep how far they are. */
export interface ObservedLog {
  readonly schema: string;
  readonly store: EventStore;
}

/** Waits until every follower of every log has moved on to its end, which it does after the effect. */
export const settledOn = (logs: readonly ObservedLog[], pool: Pool): Promise<void> =>
  until(
    'everything has settled',
    async () => {
      const behind = await Promise.all(logs.map((log) => followersBehind(log, pool)));
      return behind.every((count) => count === 0) && (await deliveredAll(pool));
    },
    20_000,
  );

/** How many events of each type there are in each log. */
export const countsOf = async (
  logs: readonly ObservedLog[],
): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const { schema, store } of logs) {
    for (const { type } of await store.readAll({ after: 0, limit: HEAD })) {
      const name = `${schema} ${type}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
};

const followersBehind = async ({ schema, store }: ObservedLog, pool: Pool): Promise<number> => {
  const text = `select count(*)::int as n from ${schema}.checkpoints where position < $1`;
  const { rows } = await pool.query<{ n: number }>(text, [await store.head()]);
  return rows[0]?.n ?? 0;
};

/** Whether every consumer has taken what was sent to it. */
const deliveredAll = async (pool: Pool): Promise<boolean> => {
  const text = `select 1 from integration_bus.offsets o
    join integration_bus.topics t on t.topic = o.topic where o."offset" < t.last`;
  return (await pool.query(text)).rows.length === 0;
};
