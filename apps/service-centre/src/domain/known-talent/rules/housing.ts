import type { HousingNews } from '../events';
import { findUnresolvedCase, type KnownTalent } from '../state';
import type { KnownTalentRules } from './guards';

/** News of the talent's housing, and the case on which the talent reads it. */
export const housing: KnownTalentRules<'HearHousingNews'> = {
  HearHousingNews: (data, state) => {
    const target = targetOf(state, data.news, data.newCaseId);
    return [{ type: 'HousingNewsHeard', data: { ...state.identity, ...data, target } }];
  },
};

/** The onboarding case, else an open one about housing, else a new one. */
const targetOf = (state: KnownTalent, news: HousingNews, newCaseId: string) => {
  // Somebody must act on a lapsed offer, so it never goes to a housing case that may be about
  // something else.
  const known =
    findUnresolvedCase(state, 'onboarding') ??
    (news === 'offer-expired' ? undefined : findUnresolvedCase(state, 'accommodation'));
  return known ? { caseId: known.caseId, isNew: false } : { caseId: newCaseId, isNew: true };
};
