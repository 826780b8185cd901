import { reject } from '@talentloop/event-sourcing';
import { earlierOf } from '../days';
import type { Booking } from './calendar';
import type { ExtendBooking, RecordArrival, RecordDeparture, ShortenBooking } from './commands';
import type { BookingChange } from './events';
import {
  bookingRefOf,
  findBooking,
  refusedNights,
  type RegisteredUnit,
  type UnitDecision,
} from './unit-state';

const changed = (
  state: RegisteredUnit,
  booking: Booking,
  { to, change }: Pick<BookingChange, 'to' | 'change'>,
): BookingChange => ({
  ...bookingRefOf(state, booking),
  from: booking.from,
  to,
  previousTo: booking.to,
  change,
});

/**
 * Follows a stay that became shorter. It only ever frees nights: what an earlier change asks for
 * after a later one was applied, or what is free already, changes nothing.
 */
export const shortenBooking = (
  state: RegisteredUnit,
  { bookingId, ...asked }: ShortenBooking['data'],
): UnitDecision => {
  const booking = findBooking(state, bookingId);
  if (!booking || asked.change < booking.change || asked.to >= booking.to) return [];
  if (asked.to <= booking.from) return reject('unit-dates-out-of-order');
  return [{ type: 'BookingShortened', data: changed(state, booking, asked) }];
};

/** Takes more nights, if they are free and the stay is still the one that the asker saw. */
export const extendBooking = (
  state: RegisteredUnit,
  { bookingId, previousTo, ...asked }: ExtendBooking['data'],
): UnitDecision => {
  const booking = findBooking(state, bookingId);
  if (!booking || booking.departedOn !== undefined) return reject('booking-not-found');
  if (booking.change === asked.change && booking.to === asked.to) return [];
  if (booking.to !== previousTo || asked.change <= booking.change) return reject('booking-changed');
  if (asked.to <= booking.to) return reject('unit-dates-out-of-order');
  const longer = { entry: 'booking', from: booking.from, to: asked.to } as const;
  const refused = refusedNights(state, longer, bookingId);
  return refused ?? [{ type: 'BookingExtended', data: changed(state, booking, asked) }];
};

export const recordArrival = (
  state: RegisteredUnit,
  { bookingId, on }: RecordArrival['data'],
): UnitDecision => {
  const booking = findBooking(state, bookingId);
  if (!booking) return reject('booking-not-found');
  if (booking.arrivedOn !== undefined) return [];
  return [{ type: 'GuestArrived', data: { ...bookingRefOf(state, booking), on } }];
};

export const recordDeparture = (
  state: RegisteredUnit,
  { bookingId, on }: RecordDeparture['data'],
): UnitDecision => {
  const booking = findBooking(state, bookingId);
  if (!booking) return reject('booking-not-found');
  if (booking.departedOn !== undefined) return [];
  const { from } = booking;
  const to = earlierOf(booking.to, on < from ? from : on);
  return [{ type: 'GuestDeparted', data: { ...bookingRefOf(state, booking), from, to, on } }];
};
