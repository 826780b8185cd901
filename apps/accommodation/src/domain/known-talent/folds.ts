import type { Folds } from '@talentloop/event-sourcing';
import type { KnownTalentEventData, KnownTalentEventType } from './events';
import { type KnownTalent, recordOf } from './state';

/** What each event makes of a talent who is known already. */
export const folds: Folds<
  KnownTalentEventData,
  Exclude<KnownTalentEventType, 'TalentBecameKnown'>,
  KnownTalent
> = {
  KnownTalentApproved: (state) => ({ ...recordOf(state), status: 'approved' }),
  KnownTalentActivated: (state) => ({ ...recordOf(state), status: 'active' }),
  KnownTalentReinstated: (state) => ({ ...recordOf(state), status: 'active' }),
  KnownTalentSuspended: (state) => ({ ...recordOf(state), status: 'suspended' }),
  KnownTalentLeft: (state, { data: { on, because } }) => ({
    ...recordOf(state),
    status: 'left',
    on,
    because,
  }),
  TalentRequestOpened: (state, { data: { requestId } }) => ({
    ...state,
    openRequests: [...state.openRequests, requestId],
  }),
  TalentRequestClosed: (state, { data: { requestId } }) => ({
    ...state,
    openRequests: state.openRequests.filter((id) => id !== requestId),
  }),
};
