import { type PolicyRecord, reject } from '@talentloop/event-sourcing';
import type { Priority } from '../case-register/events';
import { findCaseType } from '../case-types';
import { alreadySo, refuseEnded, type Rules, whileActive } from './rules';
import { type CaseInProgress, identityOf, isActive, openTasks } from './state';

const raised: Readonly<Record<Priority, Priority>> = {
  low: 'high',
  normal: 'high',
  high: 'urgent',
  urgent: 'urgent',
};

const escalation = (previous: Priority): PolicyRecord => ({
  name: 'escalation-priority',
  version: '1',
  inputs: { priority: previous },
  fired: [raised[previous] === 'high' ? 'raise-to-high' : 'raise-to-urgent'],
  outcome: raised[previous],
});

/** Whether the pinned version of the case's type knows the result. */
const allowsResult = ({ file }: CaseInProgress, result: string): boolean =>
  findCaseType(file.type, file.typeVersion)?.results.some(({ code }) => code === result) ?? false;

const resolution = ({ file }: CaseInProgress, result: string): PolicyRecord => ({
  name: 'result-allowed-by-case-type',
  version: `${file.type}@${file.typeVersion}`,
  inputs: { type: file.type, result, openTasks: 0 },
  fired: ['result-of-this-type', 'no-open-tasks'],
  outcome: result,
});

/** A case whose talent is gone is cancelled by rule, not by somebody's judgement. */
const talentGone = (standing: string): PolicyRecord => ({
  name: 'talent-gone',
  version: '1',
  inputs: { standing },
  fired: [`talent-${standing}`],
  outcome: 'cancel',
});

export const concluding: Rules<
  'EscalateCase' | 'ResolveCase' | 'ReopenCase' | 'CloseCase' | 'CancelCase'
> = {
  EscalateCase: ({ reason }, state) =>
    whileActive(state, ({ file }) => {
      if (file.escalated?.reason === reason) return alreadySo;
      const previous = file.priority;
      const data = { priority: raised[previous], previous };
      return [{ type: 'CaseEscalated', data, reason, policy: escalation(previous) }];
    }),
  ResolveCase: ({ result, explanation }, state) => {
    if (state.status === 'resolved' && state.result === result) return alreadySo;
    return whileActive(state, (active) => {
      if (active.status === 'waiting') return reject('is-waiting');
      if (active.status !== 'in-progress') return reject('not-in-progress');
      const tasks = openTasks(active.file).map(({ taskId }) => taskId);
      if (tasks.length > 0) return reject('open-tasks', { tasks });
      if (!allowsResult(active, result)) return reject('result-not-of-this-type');
      const data = { ...identityOf(active.file), result };
      const policy = resolution(active, result);
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
    return whileActive(state, ({ file }) => {
      const policy = standing === undefined ? {} : { policy: talentGone(standing) };
      return [{ type: 'CaseCancelled', data: identityOf(file), reason, ...policy }];
    });
  },
};
