import type { Instant, Position } from '@talentloop/event-sourcing';

/** `held`: the rebuilt rows differ from the live rows, and an operator must decide. */
export type RebuildState =
  'building' | 'catching-up' | 'comparing' | 'held' | 'switched' | 'cancelled' | 'failed';

/** A rollback takes the same steps with the previous tables. */
export type RebuildKind = 'rebuild' | 'rollback';

/** The states in which a worker has work to do. */
export const WORKING: readonly RebuildState[] = ['building', 'catching-up', 'comparing'];
export const OPEN: readonly RebuildState[] = [...WORKING, 'held'];

/** A row that differs, or that exists on one side only. */
export interface DifferenceAt {
  readonly key: string;
  /** The position of a version of the row; absent for the row itself. */
  readonly position?: Position;
}

/** The result of a comparison: the number of rows, the position, and the hash over all rows. */
export interface Proof {
  readonly position: Position;
  readonly rows: number;
  readonly hash: string;
}

/** The rebuild of one read model. The rebuilds of one job share one pass over the log. */
export interface RebuildRecord {
  readonly jobId: string;
  readonly readModel: string;
  /**
   * The version of the read model in the requesting process. Workers that have the same version do
   * the work.
   */
  readonly version: number;
  readonly kind: RebuildKind;
  readonly state: RebuildState;
  readonly accepted: boolean;
  /** When the present rows of the rebuild were begun, by the database's clock. */
  readonly beganAt: Instant;
  readonly changedAt: Instant;
  /** The position at which it was switched or failed. */
  readonly position: Position;
  readonly eventsPerSecond: number;
  /** How many rows differ; the first hundred are listed. */
  readonly differing: number;
  readonly differences: readonly DifferenceAt[];
  readonly proof?: Proof;
  readonly cause?: string;
}

/** The fields that may change together with a record's state. */
export type RebuildFindings = Partial<
  Pick<RebuildRecord, 'position' | 'differing' | 'differences' | 'proof' | 'cause' | 'accepted'>
>;

/** The columns of `rebuilds` that `recordOf` reads. */
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
