import { alreadySo, isRejection, reject, type Rejection } from '@talentloop/event-sourcing';
import type { UnitRejection } from '../commands';
import type { Asker } from '../events';
import {
  bookingRefOf,
  findBooking,
  findHold,
  type Hold,
  refOf,
  type RegisteredUnit,
} from '../state';
import { refusedStay, type UnitRules } from './guards';

const askerOf = ({ requestId, talentId, centre, client }: Asker): Asker => ({
  requestId,
  talentId,
  centre,
  ...(client !== undefined && { client }),
});

/** The hold that an offer still has, or why it has none. */
const holdOfOffer = (state: RegisteredUnit, offerId: string): Hold | Rejection<UnitRejection> => {
  const hold = findHold(state, offerId);
  if (hold) return hold;
  const ending = state.ended[offerId];
  if (ending === 'expired') return reject('hold-expired');
  return reject(ending ? 'hold-released' : 'not-held');
};

export const booking: UnitRules<'BookUnit' | 'BookTransfer' | 'CancelUnitBooking'> = {
  /** The booking gets the id of the hold that it replaces. */
  BookUnit: ({ offerId }, state, { at }) => {
    if (findBooking(state, offerId)) return alreadySo;
    const hold = holdOfOffer(state, offerId);
    if (isRejection(hold)) return hold;
    const { from, to } = hold;
    const nights = { from, to, bookedAt: at, change: 0 };
    const booked = { ...refOf(state), ...askerOf(hold), bookingId: offerId, ...nights };
    return [{ type: 'UnitBooked', data: booked }];
  },
  BookTransfer: ({ guests, kind, ...data }, state, { at }) => {
    if (findBooking(state, data.bookingId)) return alreadySo;
    if (state.ended[data.bookingId]) return reject('booking-not-found');
    const refused = refusedStay(state, { ...data, guests, kind });
    return refused ?? [{ type: 'UnitBooked', data: { ...refOf(state), ...data, bookedAt: at } }];
  },
  CancelUnitBooking: ({ bookingId, because }, state) => {
    const found = findBooking(state, bookingId);
    // Cancelled already, or never booked: this booking takes no night.
    if (!found) return alreadySo;
    return [{ type: 'BookingCancelled', data: { ...bookingRefOf(state, found), because } }];
  },
};
