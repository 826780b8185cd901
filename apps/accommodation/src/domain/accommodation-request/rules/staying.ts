import { alreadySo, type Day, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { earlierOf } from '../../values/nights';
import type { Leg } from '../events';
import { legOn, refOf } from '../state';
import type { RequestRules } from './guards';

/** The leg that had begun last by that day, and the legs after it. */
const departing = (legs: readonly Leg[], day: Day) => {
  const begun = legs.filter(({ from }) => from <= day);
  return { leg: begun.at(-1), unused: legs.slice(begun.length) };
};

export const staying: RequestRules<'CheckIn' | 'CheckOut' | 'RecordNoShow'> = {
  CheckIn: ({ at }, state, context) => {
    if (state.status === 'checked-in')
      return state.arrivedAt === at ? alreadySo : reject('already-checked-in');
    if (state.status !== 'booked') return reject('not-booked');
    if (at > context.at) return reject('in-the-future');
    const { from, to, legs } = state.stay;
    const day = localDay(at);
    const leg = legOn(legs, day);
    if (!leg || day < from || day >= to) return reject('outside-the-stay', { from, to });
    return [{ type: 'GuestCheckedIn', data: { ...refOf(state), ...leg, from, to, at } }];
  },
  CheckOut: ({ at }, state, context) => {
    if (state.status === 'departed')
      return state.departedAt === at ? alreadySo : reject('already-checked-out');
    if (state.status !== 'checked-in') return reject('not-checked-in');
    if (at > context.at) return reject('in-the-future');
    const { from, to, legs } = state.stay;
    const day = localDay(at);
    const { leg, unused } = departing(legs, day);
    if (!leg || at < state.arrivedAt || day > to) return reject('outside-the-stay', { from, to });
    const lived = { ...leg, from, to: earlierOf(day, to) };
    return [{ type: 'GuestCheckedOut', data: { ...refOf(state), ...lived, at, unused } }];
  },
  /** Nobody can be missed before the day of arrival. */
  RecordNoShow: (_, state, { at }) => {
    if (state.status === 'no-show') return alreadySo;
    if (state.status !== 'booked') return reject('not-booked');
    const { from, legs } = state.stay;
    if (localDay(at) < from) return reject('stay-not-begun', { from });
    return [{ type: 'NoShowRecorded', data: { ...refOf(state), unused: legs } }];
  },
};
