import { tableNames } from '@talentloop/projections';
import type { Pool } from 'pg';
import type { JourneyItem } from './journey-tree';
import type { JourneyRow } from './journeys';

/** How many events of one journey in one service are shown at most. */
const JOURNEY_EVENTS_MAX = 10_000;

/** The events with one correlation id that a service has recorded, in its log's order. */
export type FindJourney = (correlationId: string) => Promise<readonly JourneyItem[]>;

/** Reads the `journeys` table of a service. */
export const findJourneyIn = (pool: Pool, service: string, schema: string): FindJourney => {
  const table = `${schema}.${tableNames('journeys').live}`;
  const text = `select row from ${table} where correlation_id = $1 order by position limit $2`;
  return async (correlationId) => {
    const client = await pool.connect();
    try {
      const values = [correlationId, JOURNEY_EVENTS_MAX];
      const { rows } = await client.query<{ row: JourneyRow }>({ text, values });
      return rows.map(({ row }) => ({ service, ...row }));
    } finally {
      client.release();
    }
  };
};
