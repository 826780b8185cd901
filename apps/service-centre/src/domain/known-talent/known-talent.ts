import { type Decider, fold, judge, reject } from '@talentloop/event-sourcing';
import type { KnownTalentCommand, KnownTalentCommandData, KnownTalentRejection } from './commands';
import type { KnownTalentEvent } from './events';
import { folds } from './folds';
import { following } from './rules/following';
import type { KnownTalentRules } from './rules/guards';
import { housing } from './rules/housing';
import { introducing } from './rules/introducing';
import { standing } from './rules/standing';
import type { KnownTalentState } from './state';

const rules: KnownTalentRules<Exclude<keyof KnownTalentCommandData, 'HearOfTalent'>> = {
  ...standing,
  ...following,
  ...housing,
};

/** What this service knows of another service's talent, and which cases of ours are theirs. */
export const knownTalent: Decider<
  KnownTalentCommand,
  KnownTalentState,
  KnownTalentEvent,
  KnownTalentRejection
> = {
  category: 'knownTalent',
  initialState: { known: false },
  decide: (command, state, context) => {
    if (command.type === 'HearOfTalent') return judge(introducing, command, state, context);
    if (!state.known) return reject('talent-not-known');
    return judge(rules, command, state, context);
  },
  evolve: (state, event) => {
    if (event.type === 'TalentHeardOf') return folds.TalentHeardOf(state, event);
    return state.known ? fold(folds, state, event) : state;
  },
};
