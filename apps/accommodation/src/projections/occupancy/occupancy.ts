import { readModel, rowsFrom } from '@talentloop/event-sourcing';
import type { Period, UnitRef } from '../../domain/unit/events';
import { unit } from '../../domain/unit/unit';

/** One unit, or one entry of a unit's calendar; nights are counted by the query. */
export interface OccupancyRow {
  readonly entry: 'unit' | 'hold' | 'booking' | 'out-of-service';
  readonly unitId: string;
  readonly propertyId: string;
  readonly kind: string;
  readonly fromDay: string | null;
  /** The day after the last night. */
  readonly toDay: string | null;
  /** Of a hold: the moment from which it binds nobody, written or not. */
  readonly expiresAt: string | null;
  /** Of a unit: how long it rests after each stay. */
  readonly turnaroundDays: number | null;
}

const row = (
  entry: OccupancyRow['entry'],
  { unitId, propertyId, kind }: UnitRef,
  over: Partial<OccupancyRow> = {},
): OccupancyRow => ({
  entry,
  unitId,
  propertyId,
  kind,
  fromDay: null,
  toDay: null,
  expiresAt: null,
  turnaroundDays: null,
  ...over,
});

const nights = ({ from, to }: Period) => ({ fromDay: from, toDay: to });

const ending = (
  before: OccupancyRow | null,
  { data: { to } }: { readonly data: Period },
): OccupancyRow | null => before && { ...before, toDay: to };

/**
 * What each unit is on each night, as known at any past moment. One row per calendar entry, so that
 * an event touches one row however long the stay is.
 */
export const occupancy = readModel<OccupancyRow>(
  {
    name: 'occupancy',
    version: 2,
    temporal: true,
    columns: {
      entry: 'text',
      unitId: 'text',
      kind: 'text',
      fromDay: 'date',
      toDay: 'date',
      expiresAt: 'timestamptz',
      turnaroundDays: 'integer',
    },
    indexes: [
      ['entry', 'fromDay'],
      ['entry', 'toDay'],
    ],
  },
  [
    rowsFrom(unit, {
      keysOf: ({ data }) => {
        if ('bookingId' in data) return [data.bookingId];
        if ('offerId' in data) return [data.offerId];
        if ('periodId' in data) return [data.periodId];
        if ('periods' in data) return data.periods.map(({ periodId }) => periodId);
        return [data.unitId];
      },
      on: {
        UnitRegistered: (_, { data }) => row('unit', data, { turnaroundDays: data.turnaroundDays }),
        UnitHeld: (_, { data }) =>
          row('hold', data, { ...nights(data), expiresAt: data.expiresAt }),
        HoldReleased: () => null,
        HoldExpired: () => null,
        UnitBooked: (_, { data }) => row('booking', data, nights(data)),
        BookingCancelled: () => null,
        BookingShortened: ending,
        BookingExtended: ending,
        GuestDeparted: ending,
        UnitTakenOutOfService: (_, { data }) => row('out-of-service', data, nights(data)),
        UnitReturnedToService: (before, { key, data }) => {
          const ended = data.periods.find(({ periodId }) => periodId === key);
          if (!before || !ended) return before;
          return ended.from === ended.to ? null : { ...before, toDay: ended.to };
        },
      },
    }),
  ],
);
