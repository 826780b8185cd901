import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { findContradiction } from '../../values/contradictions';
import { draftUntilFrom } from '../../values/draft-expiry';
import { sameValue } from '../../values/same-value';
import type { TalentState } from '../state';
import type { TalentRules } from './guards';

export const registering: TalentRules<'RegisterTalent', TalentState> = {
  // The same registration again changes nothing; the same reference with another body is refused.
  RegisterTalent: (data, state, { at }) => {
    if (state.status !== 'none')
      return sameValue(state.record.registered, data)
        ? alreadySo
        : reject('reference-already-registered');
    const contradiction = findContradiction(data, localDay(at));
    if (contradiction) return reject(contradiction);
    return [{ type: 'TalentRegistered', data: { ...data, draftUntil: draftUntilFrom(at) } }];
  },
};
