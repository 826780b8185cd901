import {
  type DecisionContext,
  type PolicyRecord,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import type { CaseRejection } from './commands';
import { alreadySo, refuseEnded, type Rules, whileActive } from './rules';
import { type ActiveCase, assigneeOf } from './state';

/** Claiming from another worker is the supervisor's. */
export const mayTakeOver = ({ actor }: Pick<DecisionContext, 'actor'>): boolean =>
  actor.roles.includes('supervisor');

const assignment = (
  fired: 'unassigned-case' | 'supervisor-takes-over' | 'supervisor-assigns',
  state: ActiveCase,
  { actor }: DecisionContext,
  assignee: string,
): PolicyRecord => ({
  name: 'assignment',
  version: '1',
  inputs: { holder: assigneeOf(state) ?? 'nobody', asker: actor.id, roles: actor.roles },
  fired: [fired],
  outcome: assignee,
});

export const assigning: Rules<'ClaimCase' | 'AssignCase' | 'ReleaseCase' | 'StartWork'> = {
  ClaimCase: (_, state, context) =>
    whileActive(state, (active) => {
      const assignee = context.actor.id;
      const holder = assigneeOf(active);
      if (holder === assignee) return alreadySo;
      if (holder !== undefined && !mayTakeOver(context)) return reject('assigned-to-another');
      const fired = holder === undefined ? 'unassigned-case' : 'supervisor-takes-over';
      const policy = assignment(fired, active, context, assignee);
      return [{ type: 'CaseAssigned', data: { assignee, by: assignee }, policy }];
    }),
  AssignCase: ({ assignee }, state, context) =>
    whileActive(state, (active) => {
      if (assigneeOf(active) === assignee) return alreadySo;
      const policy = assignment('supervisor-assigns', active, context, assignee);
      return [{ type: 'CaseAssigned', data: { assignee, by: context.actor.id }, policy }];
    }),
  ReleaseCase: (_, state) =>
    whileActive(state, (active) => {
      if (active.status === 'open') return alreadySo;
      if (active.status === 'waiting') return isWaiting;
      return [{ type: 'CaseReleased', data: { assignee: active.assignee } }];
    }),
  StartWork: (_, state) => {
    switch (state.status) {
      case 'in-progress':
        return alreadySo;
      case 'open':
        return reject('not-assigned');
      case 'waiting':
        return isWaiting;
      case 'assigned':
        return [{ type: 'WorkStarted', data: { assignee: state.assignee } }];
      case 'resolved':
      case 'closed':
      case 'cancelled':
      case 'merged':
        return refuseEnded(state);
    }
  },
};

const isWaiting: Rejection<CaseRejection> = reject('is-waiting');
