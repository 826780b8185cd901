import type { RebuildProgress, RebuildState } from '@talentloop/rebuilds';

/** The common state of the rebuilds of one name is the first of these that any of them has. */
const FIRST: readonly RebuildState[] = [
  ...(['building', 'catching-up', 'comparing', 'held', 'failed', 'cancelled'] as const),
  'switched',
];

/** Whether a rebuild in this state has ended. */
export const isOver = (state: RebuildState): boolean =>
  state === 'switched' || state === 'cancelled' || state === 'failed';

const sumOf = (all: readonly RebuildProgress[], of: (one: RebuildProgress) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);

/** The fields of all services together, and the fields of each service. */
export interface JointProgress extends Partial<Omit<RebuildProgress, 'service' | 'proof'>> {
  readonly state: RebuildState;
  readonly services: readonly RebuildProgress[];
}

/** The body of `GET /read-models/:name/rebuild`; `services` has each service by itself. */
export const jointProgress = (all: readonly RebuildProgress[]): JointProgress => {
  const [one] = all;
  const state = FIRST.find((it) => all.some((each) => each.state === it)) ?? 'switched';
  const etas = all.flatMap(({ eta }) => eta ?? []);
  const causes = all.flatMap(({ cause }) => cause ?? []);
  return {
    ...(one && { name: one.name, jobId: one.jobId, kind: one.kind }),
    state,
    done: sumOf(all, ({ done }) => done),
    total: sumOf(all, ({ total }) => total),
    eventsPerSecond: sumOf(all, ({ eventsPerSecond }) => eventsPerSecond),
    ...(etas.length === all.length && { eta: Math.max(...etas) }),
    differing: sumOf(all, ({ differing }) => differing),
    differences: all.flatMap(({ differences }) => differences),
    ...(causes.length > 0 && { cause: causes.join('; ') }),
    services: all,
  };
};
