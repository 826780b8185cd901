import { type Decider, fold, judge, reject } from '@talentloop/event-sourcing';
import type { KnownTalentCommand, KnownTalentRejection } from './commands';
import type { KnownTalentEvent } from './events';
import { folds } from './folds';
import { following } from './rules/following';
import { registering } from './rules/registering';
import { rememberingRequests } from './rules/remembering-requests';
import type { KnownTalentState } from './state';

const rules = { ...following, ...rememberingRequests };

/**
 * What this service knows of another's talent. It also remembers which requests are open, so that
 * one event lists all that ends when the talent leaves.
 */
export const knownTalent: Decider<
  KnownTalentCommand,
  KnownTalentState,
  KnownTalentEvent,
  KnownTalentRejection
> = {
  category: 'knownTalent',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'HearOfTalent') return judge(registering, command, state, context);
    if (state.status === 'none') return reject('talent-not-known');
    return judge(rules, command, state, context);
  },
  evolve: (state, event) => {
    if (event.type === 'TalentBecameKnown')
      return { status: 'registered', ...event.data, openRequests: [] };
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
