import type { Folds } from '@talentloop/event-sourcing';
import type { OutOfServicePeriod, UnitEventData, UnitEventOf, UnitEventType } from './events';
import type { Booking, Calendar, CalendarEntry, Ending, Hold, RegisteredUnit } from './state';

const without = (calendar: Calendar, id: string): Calendar =>
  calendar.filter((entry) => entry.id !== id);

const withEntry = (state: RegisteredUnit, entry: CalendarEntry): RegisteredUnit => ({
  ...state,
  calendar: [...state.calendar, entry],
});

/** The unit without an entry of its calendar, and how that came to its end. */
const withEnding = (state: RegisteredUnit, id: string, ending: Ending): RegisteredUnit => ({
  ...state,
  calendar: without(state.calendar, id),
  ended: { ...state.ended, [id]: ending },
});

/** The unit with one of its bookings changed. */
const withBooking = (
  state: RegisteredUnit,
  id: string,
  change: Partial<Booking>,
): RegisteredUnit => ({
  ...state,
  calendar: state.calendar.map((entry) =>
    entry.entry === 'booking' && entry.id === id ? { ...entry, ...change } : entry,
  ),
});

/** The calendar with void periods cut to their new ends; one that never began is gone. */
const withPeriodsEnded = (calendar: Calendar, ended: readonly OutOfServicePeriod[]): Calendar =>
  calendar.flatMap((entry) => {
    const period = ended.find(({ periodId }) => periodId === entry.id);
    if (!period || entry.entry !== 'out-of-service') return [entry];
    return period.from === period.to ? [] : [{ ...entry, to: period.to }];
  });

const holdOf = ({ data }: UnitEventOf<'UnitHeld'>): Hold => {
  const { offerId, requestId, talentId, centre, client, from, to, expiresAt } = data;
  return {
    entry: 'hold',
    id: offerId,
    requestId,
    talentId,
    centre,
    ...(client !== undefined && { client }),
    from,
    to,
    expiresAt,
  };
};

const bookingOf = ({ data }: UnitEventOf<'UnitBooked'>): Booking => {
  const { bookingId, requestId, talentId, centre, client, transferFrom } = data;
  const { from, to, bookedAt, change } = data;
  return {
    entry: 'booking',
    id: bookingId,
    requestId,
    talentId,
    centre,
    ...(client !== undefined && { client }),
    from,
    to,
    bookedAt,
    change,
    ...(transferFrom !== undefined && { transferFrom }),
  };
};

/** What each event makes of a unit that is registered already. */
export const folds: Folds<
  UnitEventData,
  Exclude<UnitEventType, 'UnitRegistered'>,
  RegisteredUnit
> = {
  UnitHeld: (state, event) => withEntry(state, holdOf(event)),
  HoldReleased: (state, { data }) => withEnding(state, data.offerId, 'released'),
  HoldExpired: (state, { data }) => withEnding(state, data.offerId, 'expired'),
  /** A booking made from a hold takes its place. */
  UnitBooked: (state, event) => ({
    ...state,
    calendar: [...without(state.calendar, event.data.bookingId), bookingOf(event)],
  }),
  BookingCancelled: (state, { data }) => withEnding(state, data.bookingId, 'cancelled'),
  BookingShortened: (state, { data: { bookingId, to, change } }) =>
    withBooking(state, bookingId, { to, change }),
  BookingExtended: (state, { data: { bookingId, to, change } }) =>
    withBooking(state, bookingId, { to, change }),
  GuestArrived: (state, { data: { bookingId, on } }) =>
    withBooking(state, bookingId, { arrivedOn: on }),
  GuestDeparted: (state, { data: { bookingId, on, to } }) =>
    withBooking(state, bookingId, { departedOn: on, to }),
  UnitTakenOutOfService: (state, { data: { periodId, from, to } }) =>
    withEntry(state, { entry: 'out-of-service', id: periodId, from, to }),
  UnitReturnedToService: (state, { data }) => ({
    ...state,
    calendar: withPeriodsEnded(state.calendar, data.periods),
  }),
};
