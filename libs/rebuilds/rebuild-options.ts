import type { EventCodecs, EventStore, Instant } from '@talentloop/event-sourcing';
import type { Pool } from 'pg';
import type { RebuildJobs } from './rebuild-jobs';
import type { RunnerLog } from '@talentloop/log-following';

export interface RebuildWorkOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly jobs: RebuildJobs;
  readonly log: RunnerLog;
  readonly gapless: boolean;
  readonly pageSize: number;
  /** Whether a person's keys were destroyed at that instant or later, by the database's clock. */
  readonly erasedSince: (since: Instant) => Promise<boolean>;
}

/**
 * An operator cancelled the work, or its worker stops. In the second case the next worker continues
 * it.
 */
export class CalledOff extends Error {
  override readonly name = 'CalledOff';
}
