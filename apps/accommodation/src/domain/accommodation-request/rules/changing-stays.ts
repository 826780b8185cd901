import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { cutLegs, isStaying } from '../state';
import { changedStay, isTooLong, type RequestRules } from './guards';

export const changingStays: RequestRules<'ExtendStay' | 'ShortenStay' | 'TransferStay'> = {
  /** The unit gave the nights to the stay as it was then; a changed stay must not get them. */
  ExtendStay: ({ to, bookingId, previousTo, change }, state) => {
    if (!isStaying(state)) return reject('no-stay');
    const { stay } = state;
    if (to === stay.to) return alreadySo;
    if (to < stay.to) return reject('not-later', { to: stay.to });
    if (isTooLong(stay.from, to)) return reject('stay-too-long');
    const last = stay.legs.at(-1);
    const isUnchanged = previousTo === stay.to && change === stay.change + 1;
    if (last?.bookingId !== bookingId || !isUnchanged) return reject('stay-changed');
    const legs = [...stay.legs.slice(0, -1), { ...last, to }];
    return [{ type: 'StayExtended', data: changedStay(state, to, legs) }];
  },
  ShortenStay: ({ to }, state, { at }) => {
    if (!isStaying(state)) return reject('no-stay');
    const { stay } = state;
    if (to === stay.to) return alreadySo;
    if (to > stay.to) return reject('not-earlier', { to: stay.to });
    if (to <= stay.from) return reject('outside-the-stay', { from: stay.from, to: stay.to });
    if (state.status === 'checked-in' && to < localDay(at)) return reject('nights-already-spent');
    const { legs, unused } = cutLegs(stay.legs, to);
    return [{ type: 'StayShortened', data: changedStay(state, to, legs, unused) }];
  },
  /** The new unit is booked by now; only then is the old one given back. */
  TransferStay: ({ bookingId, unitId, fromBookingId, on, to, change }, state, { at }) => {
    if (!isStaying(state)) return reject('no-stay');
    const { stay } = state;
    const left = stay.legs.at(-1);
    if (!left || (left.unitId === unitId && left.from === on)) return alreadySo;
    if (on < left.from || on >= stay.to)
      return reject('outside-the-stay', { from: left.from, to: stay.to });
    if (state.status === 'checked-in' && on < localDay(at)) return reject('nights-already-spent');
    const isUnchanged = to === stay.to && change === stay.change + 1;
    if (left.bookingId !== fromBookingId || !isUnchanged) return reject('stay-changed');
    const { legs, unused } = cutLegs(stay.legs, on);
    const moved = changedStay(state, to, [...legs, { bookingId, unitId, from: on, to }], unused);
    return [{ type: 'StayTransferred', data: { ...moved, on, left } }];
  },
};
