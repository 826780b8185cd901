import type { Booking, Hold } from './calendar';
import { type Calendar, withBooking, without, withPeriodsEnded } from './calendar';
import type { UnitBooked, UnitEvent, UnitHeld, UnitRegistered } from './events';
import type { Ending, RegisteredUnit, UnitState } from './unit-state';

type AfterRegistration = Exclude<UnitEvent, UnitRegistered>;

export const evolveUnit = (state: UnitState, event: UnitEvent): UnitState => {
  if (event.type === 'UnitRegistered')
    return { status: 'registered', ...event.data, calendar: [], ended: {} };
  if (state.status === 'none') return state;
  return {
    ...state,
    calendar: calendarAfter(state.calendar, event),
    ended: endedAfter(state, event),
  };
};

const calendarAfter = (calendar: Calendar, event: AfterRegistration): Calendar => {
  switch (event.type) {
    case 'UnitHeld':
      return [...calendar, holdOf(event)];
    case 'HoldReleased':
    case 'HoldExpired':
      return without(calendar, event.data.offerId);
    case 'UnitBooked':
      return [...without(calendar, event.data.bookingId), bookingOf(event)];
    case 'BookingCancelled':
      return without(calendar, event.data.bookingId);
    case 'BookingShortened':
    case 'BookingExtended': {
      const { bookingId, to, change } = event.data;
      return withBooking(calendar, bookingId, (booking) => ({ ...booking, to, change }));
    }
    case 'GuestArrived': {
      const { bookingId, on } = event.data;
      return withBooking(calendar, bookingId, (booking) => ({ ...booking, arrivedOn: on }));
    }
    case 'GuestDeparted': {
      const { bookingId, on, to } = event.data;
      return withBooking(calendar, bookingId, (booking) => ({ ...booking, departedOn: on, to }));
    }
    case 'UnitTakenOutOfService': {
      const { periodId, from, to } = event.data;
      return [...calendar, { entry: 'out-of-service', id: periodId, from, to }];
    }
    case 'UnitReturnedToService':
      return withPeriodsEnded(calendar, event.data.periods);
  }
};

const holdOf = ({ data }: UnitHeld): Hold => {
  const { offerId, requestId, talentId, centre, client, from, to, expiresAt } = data;
  const asker = { requestId, talentId, centre, ...(client === undefined ? {} : { client }) };
  return { entry: 'hold', id: offerId, ...asker, from, to, expiresAt };
};

const bookingOf = ({ data }: UnitBooked): Booking => {
  const { bookingId, requestId, talentId, centre, client, transferFrom } = data;
  const { from, to, bookedAt, change } = data;
  return {
    entry: 'booking',
    id: bookingId,
    requestId,
    talentId,
    centre,
    ...(client === undefined ? {} : { client }),
    from,
    to,
    bookedAt,
    change,
    ...(transferFrom === undefined ? {} : { transferFrom }),
  };
};

const endedAfter = (
  { ended }: RegisteredUnit,
  event: AfterRegistration,
): RegisteredUnit['ended'] => {
  const withEnding = (id: string, ending: Ending) => ({ ...ended, [id]: ending });
  if (event.type === 'HoldReleased') return withEnding(event.data.offerId, 'released');
  if (event.type === 'HoldExpired') return withEnding(event.data.offerId, 'expired');
  if (event.type === 'BookingCancelled') return withEnding(event.data.bookingId, 'cancelled');
  return ended;
};
