import type { Instant, Position } from '@talentloop/event-sourcing';

/** `held`: the rebuilt rows are not the live ones, and somebody must say what is to become of that. */
export type RebuildState =
  'building' | 'catching-up' | 'comparing' | 'held' | 'switched' | 'cancelled' | 'failed';

/** A rollback is the same way with the tables that were live before. */
export type RebuildKind = 'rebuild' | 'rollback';

/** A worker has something to do. */
export const WORKING: readonly RebuildState[] = ['building', 'catching-up', 'comparing'];
export const OPEN: readonly RebuildState[] = [...WORKING, 'held'];

/** A row that is not the same, or is in one table only. */
export interface DifferenceAt {
  readonly key: string;
  /** Of a version of the row; absent for the row itself. */
  readonly position?: Position;
}

/** What was compared: so many rows, at this position, with this hash over all of them. */
export interface Proof {
  readonly position: Position;
  readonly rows: number;
  readonly hash: string;
}

/** The rebuild of one read model; several of one job share one pass over the log. */
export interface RebuildRecord {
  readonly jobId: string;
  readonly readModel: string;
  /** Of the read model that the asker knows; workers that know it do the work. */
  readonly version: number;
  readonly kind: RebuildKind;
  readonly state: RebuildState;
  readonly accepted: boolean;
  /** When the rows that are there now were begun, by the database's clock. */
  readonly beganAt: Instant;
  readonly changedAt: Instant;
  /** Where it was switched or failed. */
  readonly position: Position;
  readonly eventsPerSecond: number;
  /** How many rows differ; the first hundred are listed. */
  readonly differing: number;
  readonly differences: readonly DifferenceAt[];
  readonly proof?: Proof;
  readonly cause?: string;
}

/** What may be said of a record together with its state. */
export type RebuildFindings = Partial<
  Pick<RebuildRecord, 'position' | 'differing' | 'differences' | 'proof' | 'cause' | 'accepted'>
>;

/** As columns of `rebuilds`; `recordOf` reads them. */
export const RECORD = `job_id as "jobId", read_model as "readModel", version, kind, state, accepted,
  began_at as "beganAt", changed_at as "changedAt", position::float8 as position,
  events_per_second as "eventsPerSecond", differing::float8 as differing, differences, proof,
  cause`;

export interface RecordRow extends Omit<
  RebuildRecord,
  'beganAt' | 'changedAt' | 'proof' | 'cause'
> {
  readonly beganAt: Date;
  readonly changedAt: Date;
  readonly proof: Proof | null;
  readonly cause: string | null;
}

export const recordOf = ({
  proof,
  cause,
  beganAt,
  changedAt,
  ...row
}: RecordRow): RebuildRecord => ({
  ...row,
  beganAt: beganAt.toISOString(),
  changedAt: changedAt.toISOString(),
  ...(proof && { proof }),
  ...(cause !== null && { cause }),
});
