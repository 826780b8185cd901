import { alreadySo, type DecisionContext, reject } from '@talentloop/event-sourcing';
import { addHours } from '@talentloop/locale';
import type { UnitEventOf } from '../events';
import { findHold, hasLapsed, type Hold, refOf, type RegisteredUnit } from '../state';
import { refusedStay, type UnitRules } from './guards';

const expiryOf = (
  state: RegisteredUnit,
  { id, requestId, expiresAt }: Hold,
): UnitEventOf<'HoldExpired'> => ({
  type: 'HoldExpired',
  data: { ...refOf(state), offerId: id, requestId, expiresAt },
});

export const holding: UnitRules<'HoldUnit' | 'ReleaseHold' | 'ExpireHold'> = {
  /** The unit sets the deadline: so many hours from the moment of this decision. */
  HoldUnit: ({ guests, kind, ...data }, state, { at }) => {
    if (findHold(state, data.offerId)) return alreadySo;
    if (state.ended[data.offerId] === 'expired') return reject('hold-expired');
    if (state.ended[data.offerId]) return reject('hold-released');
    const refused = refusedStay(state, { ...data, guests, kind });
    if (refused) return refused;
    const expiresAt = addHours(at, data.expiresInHours);
    return [{ type: 'UnitHeld', data: { ...refOf(state), ...data, guests, expiresAt } }];
  },
  ReleaseHold: ({ offerId, because }, state) => {
    const hold = findHold(state, offerId);
    // Released, expired or booked already: nothing is held for this offer.
    if (!hold) return alreadySo;
    const { requestId } = hold;
    return [{ type: 'HoldReleased', data: { ...refOf(state), offerId, requestId, because } }];
  },
  /** The deadline gives it: before its time, or once the hold has ended, nothing follows. */
  ExpireHold: ({ offerId }, state, { at }) => {
    const hold = findHold(state, offerId);
    return hold && hasLapsed(hold, at) ? [expiryOf(state, hold)] : alreadySo;
  },
};

/** An expiry for each hold whose deadline has passed without one being recorded. */
export const lapsedHolds = (
  state: RegisteredUnit,
  { at }: DecisionContext,
): readonly UnitEventOf<'HoldExpired'>[] =>
  state.calendar.filter((entry) => hasLapsed(entry, at)).map((hold) => expiryOf(state, hold));
