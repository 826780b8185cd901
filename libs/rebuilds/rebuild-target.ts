import type { EventStore, Position } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import { withClient } from '@talentloop/log-following';
import type { Candidate } from './rebuild-candidate';
import { findBuilt } from '@talentloop/projections';
import { liveTables } from '@talentloop/projections';

/**
 * The two sides can be compared if the same version made them and no operator has accepted
 * differences. In that case a candidate must never be ahead of the live tables.
 */
export const isComparable = (candidate: Candidate, liveVersion: number): boolean => {
  const { record, options } = candidate;
  return record.kind === 'rebuild' && !record.accepted && liveVersion === options.readModel.version;
};

/** The position up to which to fold a candidate now: that of the live tables, or the log's end. */
export const findTarget = async (
  { pool, schema, store }: { pool: Pool; schema: string; store: EventStore },
  candidate: Candidate,
): Promise<Position> => {
  const { checkpoint } = liveTables(candidate.name);
  const live = await withClient(pool, (client) => findBuilt(client, schema, checkpoint));
  if (live && isComparable(candidate, live.version)) return live.position;
  return Math.max(live?.position ?? 0, await store.head());
};
