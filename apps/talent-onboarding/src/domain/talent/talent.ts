import { type Decider, fold, judge, reject } from '@talentloop/event-sourcing';
import type { TalentCommand, TalentCommandType, TalentRejection } from './commands';
import type { TalentEvent } from './events';
import { folds } from './folds';
import { admitting } from './rules/admitting';
import { consenting } from './rules/consenting';
import { correcting } from './rules/correcting';
import { documenting } from './rules/documenting';
import type { TalentRules } from './rules/guards';
import { leaving } from './rules/leaving';
import { linking } from './rules/linking';
import { registering } from './rules/registering';
import { screening } from './rules/screening';
import { staying } from './rules/staying';
import { updating } from './rules/updating';
import { asOf, type TalentState } from './state';

const rules: TalentRules<Exclude<TalentCommandType, 'RegisterTalent'>> = {
  ...updating,
  ...correcting,
  ...documenting,
  ...consenting,
  ...screening,
  ...admitting,
  ...staying,
  ...leaving,
  ...linking,
};

/** One person on the way into the park: from a draft to active, and out again. */
export const talent: Decider<TalentCommand, TalentState, TalentEvent, TalentRejection> = {
  category: 'talent',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'RegisterTalent') return judge(registering, command, state, context);
    if (state.status === 'none') return reject('talent-not-found');
    // ExpireTalent writes that a draft is over; every other command finds it over at its instant.
    const current = command.type === 'ExpireTalent' ? state : asOf(state, context.at);
    return judge(rules, command, current, context);
  },
  evolve: (state, event) => {
    if (event.type === 'TalentRegistered') return folds.TalentRegistered(state, event);
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
