import { alreadySo, reject, type Rejection } from '@talentloop/event-sourcing';
import type { CaseRejection } from '../commands';
import { assignment, mayTakeOver } from '../policies/assignment';
import { assigneeOf } from '../state';
import { type CaseRules, refuseEnded, whileActive } from './guards';

/** Which worker has the case, and whether they have started. */
export const assigning: CaseRules<'ClaimCase' | 'AssignCase' | 'ReleaseCase' | 'StartWork'> = {
  ClaimCase: (_, state, { actor }) =>
    whileActive(state, (active) => {
      const assignee = actor.id;
      const holder = assigneeOf(active);
      if (holder === assignee) return alreadySo;
      if (holder !== undefined && !mayTakeOver(actor)) return reject('assigned-to-another');
      const fired = holder === undefined ? 'unassigned-case' : 'supervisor-takes-over';
      const policy = assignment(fired, holder, actor, assignee);
      return [{ type: 'CaseAssigned', data: { assignee, by: assignee }, policy }];
    }),
  AssignCase: ({ assignee }, state, { actor }) =>
    whileActive(state, (active) => {
      const holder = assigneeOf(active);
      if (holder === assignee) return alreadySo;
      const policy = assignment('supervisor-assigns', holder, actor, assignee);
      return [{ type: 'CaseAssigned', data: { assignee, by: actor.id }, policy }];
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
