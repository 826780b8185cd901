import { alreadySo, reject } from '@talentloop/event-sourcing';
import { escalationPriority } from '../policies/escalation-priority';
import { resultAllowedByCaseType } from '../policies/result-allowed-by-case-type';
import { talentGone } from '../policies/talent-gone';
import { identityOf, isActive, openTasks } from '../state';
import { type CaseRules, refuseEnded, whileActive } from './guards';

/** How urgent the case is, and what it comes to. */
export const concluding: CaseRules<
  'ChangePriority' | 'EscalateCase' | 'ResolveCase' | 'ReopenCase' | 'CloseCase' | 'CancelCase'
> = {
  ChangePriority: ({ priority, reason }, state) =>
    whileActive(state, ({ file: { priority: previous } }) =>
      priority === previous
        ? alreadySo
        : [{ type: 'CasePriorityChanged', data: { priority, previous }, reason }],
    ),
  EscalateCase: ({ reason }, state) =>
    whileActive(state, ({ file }) => {
      if (file.escalated?.reason === reason) return alreadySo;
      const policy = escalationPriority(file.priority);
      const data = { priority: policy.outcome, previous: file.priority };
      return [{ type: 'CaseEscalated', data, reason, policy }];
    }),
  ResolveCase: ({ result, explanation }, state) => {
    if (state.status === 'resolved' && state.result === result) return alreadySo;
    return whileActive(state, ({ status, file }) => {
      if (status === 'waiting') return reject('is-waiting');
      if (status !== 'in-progress') return reject('not-in-progress');
      const tasks = openTasks(file).map(({ taskId }) => taskId);
      if (tasks.length > 0) return reject('open-tasks', { tasks });
      const policy = resultAllowedByCaseType(file, result, tasks.length);
      if (!policy) return reject('result-not-of-this-type');
      const data = { ...identityOf(file), result };
      return [{ type: 'CaseResolved', data, reason: explanation, policy }];
    });
  },
  ReopenCase: ({ reason }, state) => {
    if (state.status === 'resolved' || state.status === 'closed')
      return [{ type: 'CaseReopened', data: identityOf(state.file), reason }];
    if (!isActive(state)) return refuseEnded(state);
    const reopened = state.status === 'in-progress' && state.file.cameBackBy === 'reopening';
    return reopened ? alreadySo : reject('not-resolved');
  },
  CloseCase: ({ reason }, state) => {
    if (state.status === 'closed') return alreadySo;
    if (isActive(state)) return reject('not-resolved');
    if (state.status !== 'resolved') return refuseEnded(state);
    const data = identityOf(state.file);
    return [{ type: 'CaseClosed', data, ...(reason !== undefined && { reason }) }];
  },
  CancelCase: ({ reason, standing }, state) => {
    if (state.status === 'cancelled') return alreadySo;
    return whileActive(state, ({ file }) => [
      {
        type: 'CaseCancelled',
        data: identityOf(file),
        reason,
        ...(standing !== undefined && { policy: talentGone(standing) }),
      },
    ]);
  },
};
