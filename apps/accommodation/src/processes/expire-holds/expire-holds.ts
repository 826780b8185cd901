import type { Deadline } from '@talentloop/event-sourcing';
import type { UnitCommand } from '../../domain/unit/commands';
import type { UnitEvent } from '../../domain/unit/events';
import {
  type HoldDeadlineRow,
  holdDeadlines,
} from '../../projections/hold-deadlines/hold-deadlines';

/** A hold that nobody answered ends at its instant; the unit writes it down, and the offer follows. */
export const expireHolds: Deadline<HoldDeadlineRow, UnitEvent> = {
  name: 'expire-holds',
  readModel: holdDeadlines,
  fire: ({ unitId }, offerId) => {
    const command: UnitCommand = { type: 'ExpireHold', data: { offerId } };
    return { category: 'unit', id: unitId, command };
  },
};
