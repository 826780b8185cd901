import { type Decider, fold, judge, reject } from '@talentloop/event-sourcing';
import type { RequestCommand, RequestRejection } from './commands';
import type { RequestEvent } from './events';
import { folds } from './folds';
import { assessing } from './rules/assessing';
import { changingStays } from './rules/changing-stays';
import { ending } from './rules/ending';
import { offering } from './rules/offering';
import { requesting } from './rules/requesting';
import { staying } from './rules/staying';
import type { RequestState } from './state';

const rules = { ...assessing, ...offering, ...staying, ...changingStays, ...ending };

/**
 * What a talent asks for and what becomes of it. It never decides about a unit: offers, bookings,
 * extensions and transfers reach it as second steps, once the unit has given the nights.
 */
export const accommodationRequest: Decider<
  RequestCommand,
  RequestState,
  RequestEvent,
  RequestRejection
> = {
  category: 'accommodationRequest',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'RequestAccommodation') return judge(requesting, command, state, context);
    if (state.status === 'none') return reject('not-requested');
    return judge(rules, command, state, context);
  },
  evolve: (state, event) => {
    if (event.type === 'AccommodationRequested') return { status: 'draft', ...event.data };
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
