import type { HistoryItem, StateAnswer } from './answers';

/** Everything that is needed to draw one resource's history. */
export interface Story {
  /** The name in the path, such as `cases`. */
  readonly category: string;
  readonly id: string;
  readonly items: readonly HistoryItem[];
  /** The resource as it is now. */
  readonly now: StateAnswer;
  readonly asOf?: AsOf;
}

/** The requested moment. `state` is absent if the resource did not exist yet. */
export interface AsOf {
  readonly at: string;
  readonly state?: StateAnswer;
}

/** An event, and the status of the resource before and after it. */
export interface Step {
  readonly item: HistoryItem;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the resource waits for from now on, if it waits. */
  readonly pause: string | undefined;
  /** The revision of the event in this history that caused this one. */
  readonly causedBy: number | undefined;
  /** Whether the event was recorded after the requested moment. */
  readonly later: boolean;
}

/** The statuses in which work on the resource pauses. */
const PAUSED: Readonly<Record<string, string>> = {
  waiting: 'waiting',
  'information-requested': 'waiting for information',
  suspended: 'suspended',
  waitlisted: 'on the waiting list',
  offered: 'offered, waiting for an answer',
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The history, step by step. */
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
