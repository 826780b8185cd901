import { alreadySo, reject } from '@talentloop/event-sourcing';
import { type CaseRules, whileActive } from './guards';

/** Work stops until somebody else has acted, and goes on. */
export const waiting: CaseRules<'WaitFor' | 'Resume'> = {
  WaitFor: ({ on, reason }, state, { at }) =>
    whileActive(state, (active) => {
      if (active.status === 'waiting') {
        const same = active.waitingOn === on && active.reason === reason;
        return same ? alreadySo : reject('is-waiting', { waitingOn: active.waitingOn });
      }
      if (active.status !== 'in-progress') return reject('not-in-progress');
      return [{ type: 'CasePaused', data: { waitingOn: on, since: at }, reason }];
    }),
  Resume: ({ on }, state) =>
    whileActive(state, (active) => {
      if (active.status === 'in-progress') return alreadySo;
      if (active.status !== 'waiting') return reject('not-waiting');
      const { waitingOn, since } = active;
      if (on !== undefined && on !== waitingOn)
        return reject('waiting-on-something-else', { waitingOn });
      return [{ type: 'CaseResumed', data: { waitedOn: waitingOn, since } }];
    }),
};
