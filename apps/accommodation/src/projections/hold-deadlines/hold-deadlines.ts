import { type DeadlineRow, readModel, rowsFrom } from '@talentloop/event-sourcing';
import { unit } from '../../domain/unit/unit';

/** A hold that is still open; its key is the offer's id. */
export interface HoldDeadlineRow extends DeadlineRow {
  readonly unitId: string;
}

/** Until when each unit is held, and for whose journey. */
export const holdDeadlines = readModel<HoldDeadlineRow>(
  {
    name: 'hold_deadlines',
    version: 1,
    columns: { dueAt: 'timestamptz' },
    indexes: [['dueAt']],
  },
  [
    rowsFrom(unit, {
      keysOf: ({ type, data }) => {
        if (type === 'UnitBooked') return [data.bookingId];
        return 'offerId' in data ? [data.offerId] : [];
      },
      on: {
        UnitHeld: (_, { data, event }) => ({
          dueAt: data.expiresAt,
          unitId: data.unitId,
          correlationId: event.meta.correlationId,
          causationId: event.id,
        }),
        HoldReleased: () => null,
        HoldExpired: () => null,
        UnitBooked: () => null,
      },
    }),
  ],
);
