import { alreadySo, reject, type Rules } from '@talentloop/event-sourcing';
import type { KnownTalentCommandData, KnownTalentRejection } from '../commands';
import type { KnownTalentEvent } from '../events';
import type { KnownTalentState } from '../state';

/** A talent becomes known once, and is never somebody else's afterwards. */
export const introducing: Rules<
  KnownTalentCommandData,
  'HearOfTalent',
  KnownTalentState,
  KnownTalentEvent,
  KnownTalentRejection
> = {
  HearOfTalent: (data, state) => {
    if (!state.known) return [{ type: 'TalentHeardOf', data }];
    const { identity, onboardingCaseId } = state;
    const same =
      onboardingCaseId === data.onboardingCaseId &&
      identity.centre === data.centre &&
      identity.client === data.client;
    return same ? alreadySo : reject('known-otherwise');
  },
};
