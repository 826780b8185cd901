import { alreadySo } from '@talentloop/event-sourcing';
import { factsOf, refOf } from '../state';
import { type KnownTalentRules, whilePresent } from './guards';

/** What the onboarding service publishes about a talent after the registration. */
export const following: KnownTalentRules<
  'NoteApproval' | 'NoteActivation' | 'NoteSuspension' | 'NoteReinstatement' | 'NoteLeaving'
> = {
  NoteApproval: whilePresent((data, state) =>
    state.status === 'approved'
      ? alreadySo
      : [{ type: 'KnownTalentApproved', data: { ...factsOf(state), ...data } }],
  ),
  NoteActivation: whilePresent((_, state) =>
    state.status === 'active' ? alreadySo : [{ type: 'KnownTalentActivated', data: refOf(state) }],
  ),
  NoteSuspension: whilePresent((_, state) =>
    state.status === 'suspended'
      ? alreadySo
      : [{ type: 'KnownTalentSuspended', data: refOf(state) }],
  ),
  NoteReinstatement: whilePresent((_, state) =>
    state.status === 'active' ? alreadySo : [{ type: 'KnownTalentReinstated', data: refOf(state) }],
  ),
  NoteLeaving: (data, state) => {
    if (state.status === 'left') return alreadySo;
    const { openRequests } = state;
    return [{ type: 'KnownTalentLeft', data: { ...refOf(state), ...data, openRequests } }];
  },
};
