import { withClient } from '@talentloop/log-following';
import type { Pool } from 'pg';
import { SCHEMA } from './log-bus-tables';

/** Deletes messages older than `retentionDays` that every group of their topic has read. */
export const trimMessages = async (pool: Pool, retentionDays: number): Promise<number> => {
  const { rowCount } = await withClient(pool, (client) =>
    client.query(
      `delete from ${SCHEMA}.messages as m
         using (select topic, min("offset") as read from ${SCHEMA}.offsets group by topic) as o
         where m.topic = o.topic and m."offset" <= o.read
           and m.produced_at < now() - $1::integer * interval '1 day'`,
      [retentionDays],
    ),
  );
  return rowCount ?? 0;
};
