import { type ReadModel, type RecordedEvent } from '@talentloop/event-sourcing';
import type { UnitEvent, UnitFacts } from '../../domain/unit/events';

/** What binds a unit, for those who look for a free one. */
export interface UnitCalendarEntry {
  readonly entry: 'hold' | 'booking' | 'out-of-service';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Of a hold: the moment from which it binds nobody, written or not. */
  readonly expiresAt?: string;
}

export interface UnitRow extends Omit<UnitFacts, 'unitId'> {
  readonly id: string;
  readonly calendar: readonly UnitCalendarEntry[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  readonly correlationId: string;
}

type Calendar = UnitRow['calendar'];
type Recorded = Pick<RecordedEvent<UnitEvent>, 'revision' | 'meta'>;

/** A change of the calendar, with what every event moves on. */
const change =
  <D>(of: (calendar: Calendar, data: D) => Calendar) =>
  (
    row: UnitRow | null,
    { data, event }: { readonly data: D; readonly event: Recorded },
  ): UnitRow | null =>
    row && {
      ...row,
      calendar: of(row.calendar, data),
      revision: event.revision,
      updatedAt: event.meta.recordedAt,
    };

const without = (calendar: Calendar, id: string): Calendar =>
  calendar.filter((entry) => entry.id !== id);

const until = (calendar: Calendar, id: string, to: string): Calendar =>
  calendar.map((entry) => (entry.id === id ? { ...entry, to } : entry));

interface OfOffer {
  readonly offerId: string;
}
interface OfBooking {
  readonly bookingId: string;
  readonly to: string;
}

const released = change<OfOffer>((calendar, { offerId }) => without(calendar, offerId));
const ending = change<OfBooking>((calendar, { bookingId, to }) => until(calendar, bookingId, to));

/** Every unit with what its calendar holds: for matching and availability. */
export const units: ReadModel<UnitRow, UnitEvent> = {
  name: 'units',
  version: 1,
  columns: { propertyId: 'text', kind: 'text', sleeps: 'integer', createdAt: 'timestamptz' },
  indexes: [['kind', 'sleeps'], ['propertyId']],
  // A request has an event of the same name that names no unit.
  keysOf: ({ data }) => ('propertyId' in data ? [data.unitId] : []),
  on: {
    UnitRegistered: (_, { data: { unitId, ...facts }, event }) => ({
      id: unitId,
      ...facts,
      calendar: [],
      createdAt: event.meta.recordedAt,
      updatedAt: event.meta.recordedAt,
      revision: event.revision,
      correlationId: event.meta.correlationId,
    }),
    UnitHeld: change((calendar, { offerId, from, to, expiresAt }) => [
      ...calendar,
      { entry: 'hold', id: offerId, from, to, expiresAt },
    ]),
    HoldReleased: released,
    HoldExpired: released,
    UnitBooked: change((calendar, { bookingId, from, to }) => [
      ...without(calendar, bookingId),
      { entry: 'booking', id: bookingId, from, to },
    ]),
    BookingCancelled: change((calendar, { bookingId }) => without(calendar, bookingId)),
    BookingShortened: ending,
    BookingExtended: ending,
    GuestArrived: change((calendar) => calendar),
    GuestDeparted: ending,
    UnitTakenOutOfService: change((calendar, { periodId, from, to }) => [
      ...calendar,
      { entry: 'out-of-service', id: periodId, from, to },
    ]),
    UnitReturnedToService: change((calendar, { periods }) =>
      periods.reduce(
        (left, { periodId, from, to }) =>
          from === to ? without(left, periodId) : until(left, periodId, to),
        calendar,
      ),
    ),
  },
};
