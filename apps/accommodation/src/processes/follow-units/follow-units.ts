import { from, give, process } from '@talentloop/event-sourcing';
import { accommodationRequest } from '../../domain/accommodation-request/accommodation-request';
import type { CancellationCause } from '../../domain/unit/events';
import { unit } from '../../domain/unit/unit';

/** Gives the nights of a booking back whose request was refused its second step. */
const cancel = (unitId: string, bookingId: string, because: CancellationCause) => () => [
  give(unit, unitId, { type: 'CancelUnitBooking', data: { bookingId, because } }),
];

/**
 * The second steps of what a unit has decided, for the request that asked. One that is refused
 * undoes the first; nothing is ever undone because time went by. It is one process, so that what a
 * unit said first (held) is told before what it said later (expired).
 */
export const followUnits = process('follow-units', [
  from(unit, {
    UnitHeld: ({ data: { requestId, unitId, offerId, expiresAt, expiresInHours } }) => [
      give(
        accommodationRequest,
        requestId,
        { type: 'OfferUnit', data: { offerId, unitId, expiresAt, expiresInHours } },
        () => [
          give(unit, unitId, { type: 'ReleaseHold', data: { offerId, because: 'offer-refused' } }),
        ],
      ),
    ],
    HoldExpired: ({ data: { requestId, offerId } }) => [
      give(accommodationRequest, requestId, { type: 'ExpireOffer', data: { offerId } }),
    ],
    // Without its hold no offer stands; nearly always the request knows that already.
    HoldReleased: ({ data: { requestId, offerId } }) => [
      give(accommodationRequest, requestId, { type: 'ExpireOffer', data: { offerId } }),
    ],
    UnitBooked: ({ data }) => {
      const { requestId, unitId, bookingId, transferFrom, to, bookedAt, change } = data;
      if (transferFrom === undefined) {
        const accepted = { offerId: bookingId, unitId, from: data.from, to, bookedAt };
        return [
          give(
            accommodationRequest,
            requestId,
            { type: 'AcceptOffer', data: accepted },
            cancel(unitId, bookingId, 'acceptance-refused'),
          ),
        ];
      }
      const fromBookingId = transferFrom.bookingId;
      const moved = { bookingId, unitId, fromBookingId, on: data.from, to, change };
      return [
        give(
          accommodationRequest,
          requestId,
          { type: 'TransferStay', data: moved },
          cancel(unitId, bookingId, 'transfer-refused'),
        ),
      ];
    },
    BookingExtended: ({ data: { requestId, unitId, bookingId, to, previousTo, change } }) => [
      give(
        accommodationRequest,
        requestId,
        { type: 'ExtendStay', data: { bookingId, to, previousTo, change } },
        () => [
          give(unit, unitId, {
            type: 'ShortenBooking',
            data: { bookingId, to: previousTo, change },
          }),
        ],
      ),
    ],
  }),
]);
