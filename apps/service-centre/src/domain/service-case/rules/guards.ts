import { type Decision, type Rejection, reject, type Rules } from '@talentloop/event-sourcing';
import type { CaseCommandData, CaseRejection } from '../commands';
import type { CaseEvent } from '../events';
import { type ActiveCase, isActive, type OpenedCase } from '../state';

/** How each of these commands is judged on a case that was opened. */
export type CaseRules<T extends keyof CaseCommandData> = Rules<
  CaseCommandData,
  T,
  OpenedCase,
  CaseEvent,
  CaseRejection
>;
export type CaseDecision = Decision<CaseEvent, CaseRejection>;

type EndedCase = Exclude<OpenedCase, ActiveCase>;

const refusalByStatus: Readonly<Record<EndedCase['status'], CaseRejection>> = {
  resolved: 'already-resolved',
  closed: 'already-closed',
  cancelled: 'already-cancelled',
  merged: 'already-merged',
};

/** A refusal that names what became of the case. */
export const refuseEnded = ({ status }: EndedCase): Rejection<CaseRejection> =>
  reject(refusalByStatus[status]);

/** Judges active cases by the rule; any other is refused, naming what became of it. */
export const whileActive = (
  state: OpenedCase,
  rule: (active: ActiveCase) => CaseDecision,
): CaseDecision => (isActive(state) ? rule(state) : refuseEnded(state));

/** Judges by the rule until the case is closed, cancelled or merged: as for messages and tasks. */
export const untilEnded = (state: OpenedCase, rule: () => CaseDecision): CaseDecision =>
  isActive(state) || state.status === 'resolved' ? rule() : refuseEnded(state);
