import { type Decider, fold, judge, reject } from '@talentloop/event-sourcing';
import type { SponsorCommand, SponsorCommandType, SponsorRejection } from './commands';
import type { SponsorEvent } from './events';
import { folds } from './folds';
import { granting } from './rules/granting';
import type { SponsorRules } from './rules/guards';
import { registering } from './rules/registering';
import { reserving } from './rules/reserving';
import type { SponsorState } from './state';

const rules: SponsorRules<Exclude<SponsorCommandType, 'RegisterSponsor'>> = {
  ...granting,
  ...reserving,
};

/** A tenant company that sponsors people, and the places it holds under each scheme. */
export const sponsor: Decider<SponsorCommand, SponsorState, SponsorEvent, SponsorRejection> = {
  category: 'sponsor',
  shared: true,
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'RegisterSponsor') return judge(registering, command, state, context);
    if (state.status === 'none') return reject('sponsor-not-found');
    return judge(rules, command, state, context);
  },
  evolve: (state, event) => {
    if (event.type === 'SponsorRegistered') return folds.SponsorRegistered(state, event);
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
