import { from, give, process, type ProcessCommand } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { accommodationRequest } from '../../domain/accommodation-request/accommodation-request';
import type { Leg, RequestRef } from '../../domain/accommodation-request/events';
import { knownTalent } from '../../domain/known-talent/known-talent';
import type { CancellationCause } from '../../domain/unit/events';
import { unit } from '../../domain/unit/unit';

const closed = ({ talentId, requestId }: RequestRef): ProcessCommand =>
  give(knownTalent, talentId, { type: 'NoteRequestClosed', data: { requestId } });

const freed = (legs: readonly Leg[], because: CancellationCause): readonly ProcessCommand[] =>
  legs.map(({ unitId, bookingId }) =>
    give(unit, unitId, { type: 'CancelUnitBooking', data: { bookingId, because } }),
  );

const shortened = ({ unitId, bookingId }: Leg, to: string, change: number): ProcessCommand =>
  give(unit, unitId, { type: 'ShortenBooking', data: { bookingId, to, change } });

/**
 * What a request has decided, for the units it has nights in (they only ever get nights back here)
 * and for the talent's own stream, which remembers what is open.
 */
export const followRequests = process('follow-requests', [
  from(accommodationRequest, {
    AccommodationRequested: ({ data: { talentId, requestId } }) => [
      give(knownTalent, talentId, { type: 'NoteRequestOpened', data: { requestId } }),
    ],
    RequestRefused: ({ data }) => [closed(data)],
    RequestWithdrawn: ({ data }) => {
      const { offer } = data;
      if (!offer) return [closed(data)];
      const released = { offerId: offer.offerId, because: 'withdrawn' } as const;
      return [give(unit, offer.unitId, { type: 'ReleaseHold', data: released }), closed(data)];
    },
    OfferDeclined: ({ data: { unitId, offerId } }) => [
      give(unit, unitId, { type: 'ReleaseHold', data: { offerId, because: 'declined' } }),
    ],
    GuestCheckedIn: ({ data: { unitId, bookingId, at } }) => [
      give(unit, unitId, { type: 'RecordArrival', data: { bookingId, on: localDay(at) } }),
    ],
    GuestCheckedOut: ({ data }) => {
      const { unitId, bookingId, at, unused } = data;
      return [
        give(unit, unitId, { type: 'RecordDeparture', data: { bookingId, on: localDay(at) } }),
        ...freed(unused, 'cancelled'),
        closed(data),
      ];
    },
    NoShowRecorded: ({ data }) => [...freed(data.unused, 'no-show'), closed(data)],
    BookingCancelled: ({ data }) => [...freed(data.unused, 'cancelled'), closed(data)],
    StayShortened: ({ data: { legs, unused, to, change } }) => {
      const last = legs.at(-1);
      return [...freed(unused, 'cancelled'), ...(last ? [shortened(last, to, change)] : [])];
    },
    StayTransferred: ({ data: { unused, left, on, change } }) => {
      const isGone = unused.some(({ bookingId }) => bookingId === left.bookingId);
      return [...freed(unused, 'transferred'), ...(isGone ? [] : [shortened(left, on, change)])];
    },
  }),
]);
