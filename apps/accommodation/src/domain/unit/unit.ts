import { type Decider, fold, isRejection, judge, reject } from '@talentloop/event-sourcing';
import type { UnitCommand, UnitRejection } from './commands';
import type { UnitEvent } from './events';
import { folds } from './folds';
import { booking } from './rules/booking';
import { closing } from './rules/closing';
import type { UnitDecision } from './rules/guards';
import { lapsedHolds } from './rules/guards';
import { holding } from './rules/holding';
import { registering } from './rules/registering';
import { staying } from './rules/staying';
import type { UnitState } from './state';

const rules = { ...holding, ...booking, ...staying, ...closing };

/**
 * One unit and its calendar, the boundary within which holds, bookings, void periods and turnaround
 * days never overlap. Every journey asks here first; what this stream says about a night is final.
 */
export const unit: Decider<UnitCommand, UnitState, UnitEvent, UnitRejection> = {
  category: 'unit',
  shared: true,
  initialState: { status: 'none' },
  /** Holds whose deadline has passed are recorded as expired before anything else is decided. */
  decide: (command, state, context) => {
    if (command.type === 'RegisterUnit') return judge(registering, command, state, context);
    if (state.status === 'none') return reject('unit-not-registered');
    if (command.type === 'ExpireHold') return judge(rules, command, state, context);
    const expiries = lapsedHolds(state, context);
    const present = expiries.reduce(folds.HoldExpired, state);
    const decision: UnitDecision = judge(rules, command, present, context);
    return isRejection(decision) || decision.length === 0 ? decision : [...expiries, ...decision];
  },
  evolve: (state, event) => {
    if (event.type === 'UnitRegistered')
      return { status: 'registered', ...event.data, calendar: [], ended: {} };
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
