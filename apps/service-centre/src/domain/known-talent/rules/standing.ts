import { alreadySo } from '@talentloop/event-sourcing';
import type { KnownTalentEvent } from '../events';
import { findCase } from '../state';
import type { KnownTalentRules } from './guards';

/** Where the talent stands; each event carries the cases that the change concerns. */
export const standing: KnownTalentRules<'HearOfStanding' | 'HearOfApproval'> = {
  HearOfStanding: (data, { identity, standing: previous, cases }) =>
    data.standing === previous
      ? alreadySo
      : [{ type: 'TalentStandingChanged', data: { ...identity, ...data, previous, cases } }],
  HearOfApproval: (data, state) => {
    const { identity, standing: previous, cases } = state;
    if (previous !== 'registered') return alreadySo;
    const approved: KnownTalentEvent = {
      type: 'TalentStandingChanged',
      data: { ...identity, standing: 'approved', previous, cases },
    };
    const missing = data.cases.filter(({ caseId }) => !findCase(state, caseId));
    return missing.length === 0
      ? [approved]
      : [approved, { type: 'TalentNeedsHeardOf', data: { ...identity, cases: missing } }];
  },
};
