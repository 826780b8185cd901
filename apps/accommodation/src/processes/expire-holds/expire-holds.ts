import { deadline, give } from '@talentloop/event-sourcing';
import { unit } from '../../domain/unit/unit';
import { holdDeadlines } from '../../projections/hold-deadlines/hold-deadlines';

/** A hold that nobody answered ends at its instant: the unit records it, and the offer follows. */
export const expireHolds = deadline({
  name: 'expire-holds',
  readModel: holdDeadlines,
  fire: ({ unitId }, offerId) => give(unit, unitId, { type: 'ExpireHold', data: { offerId } }),
});
