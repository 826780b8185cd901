import { alreadySo, reject } from '@talentloop/event-sourcing';
import { hasEnded } from '../state';
import type { TalentRules } from './guards';

/** Ways out before somebody is active. */
export const leaving: TalentRules<'WithdrawApplication' | 'ExpireTalent'> = {
  WithdrawApplication: ({ reason }, talent) => {
    if (talent.status === 'withdrawn') return alreadySo;
    if (hasEnded(talent)) return reject('application-ended');
    if (talent.status === 'active' || talent.status === 'suspended')
      return reject('already-decided');
    return [{ type: 'ApplicationWithdrawn', data: talent.record.scope, reason }];
  },
  // The record says when the draft is over, not the command: somebody may have touched it since.
  ExpireTalent: (_, talent, { at }) => {
    if (talent.status === 'expired') return alreadySo;
    if (talent.status !== 'draft') return reject('not-a-draft');
    const { draftUntil, record } = talent;
    if (at < draftUntil) return reject('not-due');
    return [{ type: 'TalentExpired', data: { ...record.scope, due: draftUntil } }];
  },
};
