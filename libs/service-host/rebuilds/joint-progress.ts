import type { RebuildProgress, RebuildState } from '@talentloop/rebuilds';

/** What the rebuilds of one name are together: as far as the one that is least far. */
const FIRST: readonly RebuildState[] = [
  ...(['building', 'catching-up', 'comparing', 'held', 'failed', 'cancelled'] as const),
  'switched',
];

/** Nothing more becomes of a rebuild in this state. */
export const isOver = (state: RebuildState): boolean =>
  state === 'switched' || state === 'cancelled' || state === 'failed';

const sumOf = (all: readonly RebuildProgress[], of: (one: RebuildProgress) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);

/** The fields of one service's, together, and each service apart. */
export interface JointProgress extends Partial<Omit<RebuildProgress, 'service' | 'proof'>> {
  readonly state: RebuildState;
  readonly services: readonly RebuildProgress[];
}

/** The body of `GET /read-models/:name/rebuild`; `services` has each one apart. */
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
