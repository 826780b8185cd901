import {
  readModel,
  resourceHead,
  type ResourceHead,
  resourceRows,
} from '@talentloop/event-sourcing';
import type { UnitFacts } from '../../domain/unit/events';
import { unit } from '../../domain/unit/unit';

/** What binds a unit, for those who look for a free one. */
interface UnitCalendarEntry {
  readonly entry: 'hold' | 'booking' | 'out-of-service';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Of a hold: the moment from which it binds nobody, written or not. */
  readonly expiresAt?: string;
}

export interface UnitRow extends Omit<UnitFacts, 'unitId'>, ResourceHead {
  readonly id: string;
  readonly calendar: readonly UnitCalendarEntry[];
}

type Calendar = UnitRow['calendar'];
const without = (calendar: Calendar, id: string): Calendar =>
  calendar.filter((entry) => entry.id !== id);

const until = (calendar: Calendar, id: string, to: string): Calendar =>
  calendar.map((entry) => (entry.id === id ? { ...entry, to } : entry));

const released = (
  { calendar }: UnitRow,
  { data }: { readonly data: { readonly offerId: string } },
) => ({ calendar: without(calendar, data.offerId) });

const ending = (
  { calendar }: UnitRow,
  {
    data: { bookingId, to },
  }: { readonly data: { readonly bookingId: string; readonly to: string } },
) => ({ calendar: until(calendar, bookingId, to) });

/** Every unit with what its calendar holds: for matching and availability. */
export const units = readModel<UnitRow>(
  {
    name: 'units',
    version: 1,
    columns: { propertyId: 'text', kind: 'text', sleeps: 'integer', createdAt: 'timestamptz' },
    indexes: [['kind', 'sleeps'], ['propertyId']],
  },
  [
    resourceRows(unit, {
      create: {
        UnitRegistered: ({ data: { unitId, ...facts }, event }) => ({
          id: unitId,
          ...facts,
          calendar: [],
          ...resourceHead(event),
        }),
      },
      change: {
        UnitHeld: ({ calendar }, { data: { offerId, from, to, expiresAt } }) => ({
          calendar: [...calendar, { entry: 'hold', id: offerId, from, to, expiresAt }],
        }),
        HoldReleased: released,
        HoldExpired: released,
        UnitBooked: ({ calendar }, { data: { bookingId, from, to } }) => ({
          calendar: [
            ...without(calendar, bookingId),
            { entry: 'booking', id: bookingId, from, to },
          ],
        }),
        BookingCancelled: ({ calendar }, { data: { bookingId } }) => ({
          calendar: without(calendar, bookingId),
        }),
        BookingShortened: ending,
        BookingExtended: ending,
        GuestDeparted: ending,
        UnitTakenOutOfService: ({ calendar }, { data: { periodId, from, to } }) => ({
          calendar: [...calendar, { entry: 'out-of-service', id: periodId, from, to }],
        }),
        UnitReturnedToService: ({ calendar }, { data: { periods } }) => ({
          calendar: periods.reduce(
            (left, { periodId, from, to }) =>
              from === to ? without(left, periodId) : until(left, periodId, to),
            calendar,
          ),
        }),
      },
    }),
  ],
);
