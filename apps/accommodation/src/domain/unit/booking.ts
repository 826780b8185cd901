import { type DecisionContext, isRejection, reject } from '@talentloop/event-sourcing';
import type { Asker } from './events';
import type { BookTransfer, BookUnit, CancelUnitBooking } from './commands';
import { heldBy } from './holding';
import {
  bookingRefOf,
  findBooking,
  refOf,
  refusedStay,
  type RegisteredUnit,
  type UnitDecision,
} from './unit-state';

const askerOf = ({ requestId, talentId, centre, client }: Asker): Asker => ({
  requestId,
  talentId,
  centre,
  ...(client === undefined ? {} : { client }),
});

/** The hold becomes a booking of the same id: nothing else can have come between. */
export const bookUnit = (
  state: RegisteredUnit,
  { offerId }: BookUnit['data'],
  { at }: DecisionContext,
): UnitDecision => {
  if (findBooking(state, offerId)) return [];
  const hold = heldBy(state, offerId);
  if (isRejection(hold)) return hold;
  const { from, to } = hold;
  const nights = { from, to, bookedAt: at, change: 0 };
  const booked = { ...refOf(state), ...askerOf(hold), bookingId: offerId, ...nights };
  return [{ type: 'UnitBooked', data: booked }];
};

export const bookTransfer = (
  state: RegisteredUnit,
  { guests, kind, ...data }: BookTransfer['data'],
  { at }: DecisionContext,
): UnitDecision => {
  if (findBooking(state, data.bookingId)) return [];
  if (state.ended[data.bookingId]) return reject('booking-not-found');
  const refused = refusedStay(state, { ...data, guests, kind });
  return refused ?? [{ type: 'UnitBooked', data: { ...refOf(state), ...data, bookedAt: at } }];
};

export const cancelBooking = (
  state: RegisteredUnit,
  { bookingId, because }: CancelUnitBooking['data'],
): UnitDecision => {
  const booking = findBooking(state, bookingId);
  if (!booking) return []; // Cancelled already, or never booked: no night is taken by it.
  return [{ type: 'BookingCancelled', data: { ...bookingRefOf(state, booking), because } }];
};
