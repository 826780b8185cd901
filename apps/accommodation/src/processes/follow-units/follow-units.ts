import type { Process, ProcessCommand } from '@talentloop/event-sourcing';
import type { RequestCommand } from '../../domain/accommodation-request/commands';
import type { UnitCommand } from '../../domain/unit/commands';
import type { UnitEvent, UnitEventOf } from '../../domain/unit/events';

const onRequest = (
  id: string,
  command: RequestCommand,
  undo?: ProcessCommand<UnitCommand>,
): readonly ProcessCommand[] => [
  { category: 'accommodationRequest', id, command, ...(undo && { otherwise: () => [undo] }) },
];

const onUnit = (id: string, command: UnitCommand): ProcessCommand<UnitCommand> => ({
  category: 'unit',
  id,
  command,
});

/**
 * The second steps of what a unit has decided, for the request that asked. One that is refused
 * undoes the first; nothing is ever undone because time went by. It is one process, so that what a
 * unit said first (held) is told before what it said later (expired).
 */
export const followUnits: Process<UnitEvent> = {
  name: 'follow-units',
  on: {
    UnitHeld: ({ data }) => {
      const { requestId, unitId, offerId, expiresAt, expiresInHours } = data;
      return onRequest(
        requestId,
        { type: 'OfferUnit', data: { offerId, unitId, expiresAt, expiresInHours } },
        onUnit(unitId, { type: 'ReleaseHold', data: { offerId, because: 'offer-refused' } }),
      );
    },
    HoldExpired: ({ data: { requestId, offerId } }) =>
      onRequest(requestId, { type: 'ExpireOffer', data: { offerId } }),
    // Without its hold no offer stands; nearly always the request knows that already.
    HoldReleased: ({ data: { requestId, offerId } }) =>
      onRequest(requestId, { type: 'ExpireOffer', data: { offerId } }),
    UnitBooked: ({ data }) =>
      data.transferFrom === undefined
        ? acceptance(data)
        : transfer(data, data.transferFrom.bookingId),
    BookingExtended: ({ data }) => {
      const { requestId, unitId, bookingId, to, previousTo, change } = data;
      return onRequest(
        requestId,
        { type: 'ExtendStay', data: { bookingId, to, previousTo, change } },
        onUnit(unitId, { type: 'ShortenBooking', data: { bookingId, to: previousTo, change } }),
      );
    },
  },
};

const acceptance = (booked: UnitEventOf<'UnitBooked'>['data']): readonly ProcessCommand[] => {
  const { requestId, unitId, bookingId, from, to, bookedAt } = booked;
  return onRequest(
    requestId,
    { type: 'AcceptOffer', data: { offerId: bookingId, unitId, from, to, bookedAt } },
    onUnit(unitId, {
      type: 'CancelUnitBooking',
      data: { bookingId, because: 'acceptance-refused' },
    }),
  );
};

const transfer = (
  booked: UnitEventOf<'UnitBooked'>['data'],
  fromBookingId: string,
): readonly ProcessCommand[] => {
  const { requestId, unitId, bookingId, from, to, change } = booked;
  return onRequest(
    requestId,
    {
      type: 'TransferStay',
      data: { bookingId, unitId, fromBookingId, on: from, to, change },
    },
    onUnit(unitId, { type: 'CancelUnitBooking', data: { bookingId, because: 'transfer-refused' } }),
  );
};
