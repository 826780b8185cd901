import { type Decider, fold, judge, reject } from '@talentloop/event-sourcing';
import type { SponsorCommand, SponsorRejection } from './commands';
import type { SponsorEvent } from './events';
import { folds, registered } from './folds';
import { quotas } from './rules/quotas';
import { registration } from './rules/registration';
import type { SponsorState } from './state';

/** A tenant company that sponsors people, and the places it holds under each scheme. */
export const sponsor: Decider<SponsorCommand, SponsorState, SponsorEvent, SponsorRejection> = {
  category: 'sponsor',
  shared: true,
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'RegisterSponsor') return judge(registration, command, state, context);
    if (state.status === 'none') return reject('sponsor-not-found');
    return judge(quotas, command, state, context);
  },
  evolve: (state, event) => {
    if (event.type === 'SponsorRegistered') return registered(event);
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
