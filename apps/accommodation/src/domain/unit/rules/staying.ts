import { alreadySo, reject } from '@talentloop/event-sourcing';
import { earlierOf } from '../../values/nights';
import type { BookingChange } from '../events';
import { type Booking, bookingRefOf, findBooking, type RegisteredUnit } from '../state';
import { refusedNights, type UnitRules } from './guards';

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

export const staying: UnitRules<
  'ShortenBooking' | 'ExtendBooking' | 'RecordArrival' | 'RecordDeparture'
> = {
  /**
   * Follows a stay that became shorter, and only ever frees nights: a change that a later one has
   * overtaken, and nights that are free already, change nothing.
   */
  ShortenBooking: ({ bookingId, to, change }, state) => {
    const booking = findBooking(state, bookingId);
    if (!booking || change < booking.change || to >= booking.to) return alreadySo;
    if (to <= booking.from) return reject('unit-dates-out-of-order');
    return [{ type: 'BookingShortened', data: changed(state, booking, { to, change }) }];
  },
  /** Takes more nights, if they are free and the booking is as the request knew it. */
  ExtendBooking: ({ bookingId, previousTo, to, change }, state) => {
    const booking = findBooking(state, bookingId);
    if (!booking || booking.departedOn !== undefined) return reject('booking-not-found');
    if (booking.change === change && booking.to === to) return alreadySo;
    if (booking.to !== previousTo || change <= booking.change) return reject('booking-changed');
    if (to <= booking.to) return reject('unit-dates-out-of-order');
    const longer = { entry: 'booking', from: booking.from, to } as const;
    const refused = refusedNights(state, longer, bookingId);
    const data = changed(state, booking, { to, change });
    return refused ?? [{ type: 'BookingExtended', data }];
  },
  RecordArrival: ({ bookingId, on }, state) => {
    const booking = findBooking(state, bookingId);
    if (!booking) return reject('booking-not-found');
    if (booking.arrivedOn !== undefined) return alreadySo;
    return [{ type: 'GuestArrived', data: { ...bookingRefOf(state, booking), on } }];
  },
  RecordDeparture: ({ bookingId, on }, state) => {
    const booking = findBooking(state, bookingId);
    if (!booking) return reject('booking-not-found');
    if (booking.departedOn !== undefined) return alreadySo;
    const { from } = booking;
    const to = earlierOf(booking.to, on < from ? from : on);
    return [{ type: 'GuestDeparted', data: { ...bookingRefOf(state, booking), from, to, on } }];
  },
};
