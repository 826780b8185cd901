import { alreadySo, reject } from '@talentloop/event-sourcing';
import { addHours } from '@talentloop/locale';
import { findHold, hasLapsed, refOf } from '../state';
import { expiryOf, refusedStay, type UnitRules } from './guards';

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
