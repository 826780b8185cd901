import { type DecisionContext, type Rejection, reject } from '@talentloop/event-sourcing';
import type { CaseCommandData, CaseCommandType, CaseRejection } from './commands';
import type { CaseEvent } from './events';
import { type ActiveCase, isActive, type OpenedCase } from './state';

export type Decision = readonly CaseEvent[] | Rejection<CaseRejection>;

/** How each of these commands is judged on a case that exists. */
export type Rules<T extends CaseCommandType> = {
  readonly [P in T]: (
    data: CaseCommandData[P],
    state: OpenedCase,
    context: DecisionContext,
  ) => Decision;
};

/** The target state was reached before. */
export const alreadySo: Decision = [];

const ended = {
  resolved: 'already-resolved',
  closed: 'already-closed',
  cancelled: 'already-cancelled',
  merged: 'already-merged',
} as const satisfies Record<Exclude<OpenedCase, ActiveCase>['status'], CaseRejection>;

/** Refused, naming what became of the case. */
export const refuseEnded = (state: Exclude<OpenedCase, ActiveCase>): Rejection<CaseRejection> =>
  reject(ended[state.status]);

/** A rule for active cases only; any other is refused, naming what became of it. */
export const whileActive = (state: OpenedCase, rule: (active: ActiveCase) => Decision): Decision =>
  isActive(state) ? rule(state) : refuseEnded(state);

/** Messages, tasks and files may be added until the case is closed, cancelled or merged. */
export const untilEnded = (state: OpenedCase, rule: () => Decision): Decision =>
  isActive(state) || state.status === 'resolved' ? rule() : refuseEnded(state);
