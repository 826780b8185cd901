import type { HistoryItem, StateAnswer } from './answers';

/** All that the drawing of one resource's history needs. */
export interface Story {
  /** As in the path: `cases`. */
  readonly category: string;
  readonly id: string;
  readonly items: readonly HistoryItem[];
  /** The resource as it stands. */
  readonly now: StateAnswer;
  readonly asOf?: AsOf;
}

/** A moment that was asked about; `state` is absent before the creation. */
export interface AsOf {
  readonly at: string;
  readonly state?: StateAnswer;
}

/** An event with where the resource stood before and after it. */
export interface Step {
  readonly item: HistoryItem;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What it waits for from now on, when it waits. */
  readonly pause: string | undefined;
  /** The revision of the event of this history that caused it. */
  readonly causedBy: number | undefined;
  /** Recorded after the moment asked about. */
  readonly later: boolean;
}

/** Statuses in which the clock of whoever works on it stands still. */
const PAUSED: Readonly<Record<string, string>> = {
  waiting: 'waiting',
  'information-requested': 'waiting for information',
  suspended: 'suspended',
  waitlisted: 'on the waiting list',
  offered: 'offered, waiting for an answer',
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The history step by step. */
export const stepsOf = ({ items, asOf }: Story): readonly Step[] => {
  const fields = new Map<string, unknown>();
  const revisions = new Map(items.map((item) => [item.eventId, item.revision]));
  return items.map((item) => {
    const before = textOf(fields.get('status'));
    for (const { field, after } of item.changes) fields.set(field, after);
    const after = textOf(fields.get('status'));
    const paused = after === undefined ? undefined : PAUSED[after];
    const on = after === 'waiting' ? textOf(fields.get('waitingOn')) : undefined;
    return {
      item,
      before,
      after,
      pause: paused !== undefined && on !== undefined ? `${paused} on ${on}` : paused,
      causedBy: revisions.get(item.causationId ?? ''),
      later: asOf !== undefined && item.recordedAt > asOf.at,
    };
  });
};
