import { alreadySo } from '@talentloop/event-sourcing';
import type { KnownTalentState } from '../state';
import type { KnownTalentRules } from './guards';

export const registering: KnownTalentRules<'HearOfTalent', KnownTalentState> = {
  HearOfTalent: (data, state) =>
    state.status === 'none' ? [{ type: 'TalentBecameKnown', data }] : alreadySo,
};
