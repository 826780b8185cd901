import {
  type DecisionContext,
  type Decider,
  isRejection,
  reject,
} from '@talentloop/event-sourcing';
import { bookTransfer, bookUnit, cancelBooking } from './booking';
import { hasLapsed } from './calendar';
import type { UnitCommand, UnitRejection } from './commands';
import type { UnitEvent } from './events';
import { expireHold, holdUnit, releaseHold } from './holding';
import { returnToService, takeOutOfService } from './service-periods';
import { recordArrival, recordDeparture, extendBooking, shortenBooking } from './stay';
import { evolveUnit } from './unit-evolution';
import { refOf, type RegisteredUnit, type UnitDecision, type UnitState } from './unit-state';

/**
 * One unit and its calendar, the boundary within which holds, bookings, void periods and turnaround
 * days never overlap. Every journey asks here first; what this stream says about a night is final.
 */
export const unit: Decider<UnitCommand, UnitState, UnitEvent, UnitRejection> = {
  category: 'unit',
  shared: true,
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'RegisterUnit')
      return state.status === 'none'
        ? [{ type: 'UnitRegistered', data: command.data }]
        : reject('unit-already-registered');
    if (state.status === 'none') return reject('unit-not-registered');
    const expiries = lapsedHolds(state, context);
    const present = expiries.reduce(evolveUnit, state);
    if (present.status === 'none' || command.type === 'ExpireHold')
      return judge(command, state, context);
    const decision = judge(command, present, context);
    return isRejection(decision) || decision.length === 0 ? decision : [...expiries, ...decision];
  },
  evolve: evolveUnit,
};

/** Holds that are over by now though nobody has written so: they are, before anything else is. */
const lapsedHolds = (state: RegisteredUnit, { at }: DecisionContext): readonly UnitEvent[] =>
  state.calendar.flatMap((entry) =>
    hasLapsed(entry, at)
      ? [
          {
            type: 'HoldExpired' as const,
            data: {
              ...refOf(state),
              offerId: entry.id,
              requestId: entry.requestId,
              expiresAt: entry.expiresAt,
            },
          },
        ]
      : [],
  );

type Judged = Exclude<UnitCommand, { type: 'RegisterUnit' }>;

const judge = (command: Judged, state: RegisteredUnit, context: DecisionContext): UnitDecision => {
  switch (command.type) {
    case 'HoldUnit':
      return holdUnit(state, command.data, context);
    case 'ReleaseHold':
      return releaseHold(state, command.data);
    case 'ExpireHold':
      return expireHold(state, command.data, context);
    case 'BookUnit':
      return bookUnit(state, command.data, context);
    case 'BookTransfer':
      return bookTransfer(state, command.data, context);
    case 'CancelUnitBooking':
      return cancelBooking(state, command.data);
    case 'ShortenBooking':
      return shortenBooking(state, command.data);
    case 'ExtendBooking':
      return extendBooking(state, command.data);
    case 'RecordArrival':
      return recordArrival(state, command.data);
    case 'RecordDeparture':
      return recordDeparture(state, command.data);
    case 'TakeOutOfService':
      return takeOutOfService(state, command.data);
    case 'ReturnToService':
      return returnToService(state, context);
  }
};
