import { type Day, type DecisionContext, reject } from '@talentloop/event-sourcing';
import { dayOf, nightsBetween } from '../days';
import type { Departure } from '../known-talent/standing';
import type { ExtendStay, ShortenStay, TransferStay } from './commands';
import type { Leg, StayChange } from './events';
import { NIGHTS_MAX } from './intake';
import {
  type BookedRequest,
  type CheckedInRequest,
  cutLegs,
  type MadeRequest,
  refOf,
  type RequestDecision,
} from './request-state';

type StayingRequest = BookedRequest | CheckedInRequest;

export const isStaying = (state: MadeRequest): state is StayingRequest =>
  state.status === 'booked' || state.status === 'checked-in';

const changed = (
  state: StayingRequest,
  to: Day,
  legs: readonly Leg[],
  unused: readonly Leg[] = [],
): StayChange => ({
  ...refOf(state),
  from: state.stay.from,
  to,
  previousTo: state.stay.to,
  change: state.stay.change + 1,
  legs,
  unused,
});

/** The unit gave the nights to the stay as it was then; another stay must not get them. */
export const extendStay = (
  state: MadeRequest,
  { to, bookingId, previousTo, change }: ExtendStay['data'],
): RequestDecision => {
  if (!isStaying(state)) return reject('no-stay');
  const { stay } = state;
  if (to === stay.to) return [];
  if (to < stay.to) return reject('not-later', { to: stay.to });
  if (nightsBetween(stay.from, to) > NIGHTS_MAX) return reject('stay-too-long');
  const last = stay.legs.at(-1);
  const isSeen = previousTo === stay.to && change === stay.change + 1;
  if (last?.bookingId !== bookingId || !isSeen) return reject('stay-changed');
  const legs = [...stay.legs.slice(0, -1), { ...last, to }];
  return [{ type: 'StayExtended', data: changed(state, to, legs) }];
};

export const shortenStay = (
  state: MadeRequest,
  { to }: ShortenStay['data'],
  { at }: DecisionContext,
): RequestDecision => {
  if (!isStaying(state)) return reject('no-stay');
  const { stay } = state;
  if (to === stay.to) return [];
  if (to > stay.to) return reject('not-earlier', { to: stay.to });
  if (to <= stay.from) return reject('outside-the-stay', { from: stay.from, to: stay.to });
  if (state.status === 'checked-in' && to < dayOf(at)) return reject('nights-already-spent');
  const { legs, unused } = cutLegs(stay.legs, to);
  return [{ type: 'StayShortened', data: changed(state, to, legs, unused) }];
};

/** The new unit is booked by now; only then is the old one given back. */
export const transferStay = (
  state: MadeRequest,
  asked: TransferStay['data'],
  { at }: DecisionContext,
): RequestDecision => {
  if (!isStaying(state)) return reject('no-stay');
  const { stay } = state;
  const { bookingId, unitId, on, to } = asked;
  const left = stay.legs.at(-1);
  if (!left || (left.unitId === unitId && left.from === on)) return [];
  if (on < left.from || on >= stay.to)
    return reject('outside-the-stay', { from: left.from, to: stay.to });
  if (state.status === 'checked-in' && on < dayOf(at)) return reject('nights-already-spent');
  const isSeen = to === stay.to && asked.change === stay.change + 1;
  if (left.bookingId !== asked.fromBookingId || !isSeen) return reject('stay-changed');
  const { legs, unused } = cutLegs(stay.legs, on);
  const moved = changed(state, to, [...legs, { bookingId, unitId, from: on, to }], unused);
  return [{ type: 'StayTransferred', data: { ...moved, on, left } }];
};

/** The stay of a talent who is gone from that day: it ends there, but not before it was lived. */
export const endStay = (state: StayingRequest, on: Day, because: Departure): RequestDecision => {
  if (on >= state.stay.to) return [];
  const { legs, unused } = cutLegs(state.stay.legs, on);
  return [{ type: 'StayShortened', data: { ...changed(state, on, legs, unused), because } }];
};
