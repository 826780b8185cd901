import { alreadySo } from '@talentloop/event-sourcing';
import { goneStandings, type KnownTalentEvent } from '../events';
import { findCase } from '../state';
import type { KnownTalentRules } from './guards';

/** The stage of each case of the talent; a case that opens after the talent left is outlived. */
export const following: KnownTalentRules<'FollowCase'> = {
  FollowCase: (data, state) => {
    const known = findCase(state, data.caseId);
    if (data.stage === (known?.stage ?? 'ended')) return alreadySo;
    const { standing } = state;
    const followed: KnownTalentEvent = { type: 'TalentCaseFollowed', data };
    const outlived = known?.stage === 'promised' && goneStandings.includes(standing);
    return outlived && data.stage === 'open'
      ? [followed, { type: 'TalentCaseOutlived', data: { caseId: data.caseId, standing } }]
      : [followed];
  },
};
