import { partsOf, type Process, type ProcessCommand } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import type {
  Leg,
  RequestEvent,
  RequestRef,
  StayChange,
} from '../../domain/accommodation-request/events';
import type { KnownTalentCommand } from '../../domain/known-talent/commands';
import type { UnitCommand } from '../../domain/unit/commands';
import type { CancellationCause } from '../../domain/unit/events';

const onUnit = (id: string, command: UnitCommand): ProcessCommand => ({
  category: 'unit',
  id,
  command,
});

const onTalent = (id: string, command: KnownTalentCommand): ProcessCommand => ({
  category: 'knownTalent',
  id,
  command,
});

const closed = ({ talentId, requestId }: RequestRef): ProcessCommand =>
  onTalent(talentId, { type: 'NoteRequestClosed', data: { requestId } });

const freed = (legs: readonly Leg[], because: CancellationCause): readonly ProcessCommand[] =>
  legs.map(({ unitId, bookingId }) =>
    onUnit(unitId, { type: 'CancelUnitBooking', data: { bookingId, because } }),
  );

const shortened = ({ unitId, bookingId }: Leg, to: string, change: number): ProcessCommand =>
  onUnit(unitId, { type: 'ShortenBooking', data: { bookingId, to, change } });

const shortenedStay = ({ legs, unused, to, change }: StayChange): readonly ProcessCommand[] => {
  const last = legs.at(-1);
  return [...freed(unused, 'cancelled'), ...(last ? [shortened(last, to, change)] : [])];
};

/**
 * What a request has decided, for the units it has nights in (they only ever get nights back here)
 * and for the talent's own stream, which remembers what is open.
 */
export const followRequests: Process<RequestEvent> = {
  name: 'follow-requests',
  on: {
    AccommodationRequested: ({ data: { talentId, requestId } }) => [
      onTalent(talentId, { type: 'NoteRequestOpened', data: { requestId } }),
    ],
    RequestRefused: ({ data }) => [closed(data)],
    RequestWithdrawn: ({ data }) => {
      const { offer } = data;
      if (!offer) return [closed(data)];
      const { unitId, offerId } = offer;
      const because = 'withdrawn';
      return [onUnit(unitId, { type: 'ReleaseHold', data: { offerId, because } }), closed(data)];
    },
    OfferDeclined: ({ data: { unitId, offerId } }) => [
      onUnit(unitId, { type: 'ReleaseHold', data: { offerId, because: 'declined' } }),
    ],
    GuestCheckedIn: ({ data: { unitId, bookingId, at } }) => [
      onUnit(unitId, { type: 'RecordArrival', data: { bookingId, on: localDay(at) } }),
    ],
    GuestCheckedOut: ({ data }) => {
      const { unitId, bookingId, at, unused } = data;
      const on = localDay(at);
      return [
        onUnit(unitId, { type: 'RecordDeparture', data: { bookingId, on } }),
        ...freed(unused, 'cancelled'),
        closed(data),
      ];
    },
    NoShowRecorded: ({ data }) => [...freed(data.unused, 'no-show'), closed(data)],
    // Units have an event of the same name; it is not this one's.
    BookingCancelled: ({ stream, data }) =>
      partsOf(stream).category === 'accommodationRequest'
        ? [...freed(data.unused, 'cancelled'), closed(data)]
        : [],
    StayShortened: ({ data }) => shortenedStay(data),
    StayTransferred: ({ data }) => {
      const { unused, left, on, change } = data;
      const isGone = unused.some(({ bookingId }) => bookingId === left.bookingId);
      return [...freed(unused, 'transferred'), ...(isGone ? [] : [shortened(left, on, change)])];
    },
  },
};
