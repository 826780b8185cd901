import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { dayOf, earlierOf } from '../days';
import type { CheckIn, CheckOut, StayCommand } from './commands';
import type { Leg } from './events';
import { legOn, type MadeRequest, refOf, type RequestDecision } from './request-state';
import { extendStay, shortenStay, transferStay } from './stay-changes';

export const decideStay = (
  state: MadeRequest,
  command: StayCommand,
  context: DecisionContext,
): RequestDecision => {
  switch (command.type) {
    case 'CheckIn':
      return checkIn(state, command.data, context);
    case 'CheckOut':
      return checkOut(state, command.data, context);
    case 'RecordNoShow':
      return recordNoShow(state, context);
    case 'ExtendStay':
      return extendStay(state, command.data);
    case 'ShortenStay':
      return shortenStay(state, command.data, context);
    case 'TransferStay':
      return transferStay(state, command.data, context);
  }
};

const checkIn = (
  state: MadeRequest,
  { at }: CheckIn['data'],
  context: DecisionContext,
): RequestDecision => {
  if (state.status === 'checked-in')
    return state.arrivedAt === at ? [] : reject('already-checked-in');
  if (state.status !== 'booked') return reject('not-booked');
  if (at > context.at) return reject('in-the-future');
  const { from, to, legs } = state.stay;
  const day = dayOf(at);
  const leg = legOn(legs, day);
  if (!leg || day < from || day >= to) return reject('outside-the-stay', { from, to });
  return [{ type: 'GuestCheckedIn', data: { ...refOf(state), ...leg, from, to, at } }];
};

/** The leg begun last by that day, and those after it. */
const departing = (legs: readonly Leg[], day: string) => {
  const begun = legs.filter(({ from }) => from <= day);
  return { leg: begun.at(-1), unused: legs.slice(begun.length) };
};

const checkOut = (
  state: MadeRequest,
  { at }: CheckOut['data'],
  context: DecisionContext,
): RequestDecision => {
  if (state.status === 'departed')
    return state.departedAt === at ? [] : reject('already-checked-out');
  if (state.status !== 'checked-in') return reject('not-checked-in');
  if (at > context.at) return reject('in-the-future');
  const { from, to, legs } = state.stay;
  const day = dayOf(at);
  const { leg, unused } = departing(legs, day);
  if (!leg || at < state.arrivedAt || day > to) return reject('outside-the-stay', { from, to });
  const lived = { ...leg, from, to: earlierOf(day, to) };
  return [{ type: 'GuestCheckedOut', data: { ...refOf(state), ...lived, at, unused } }];
};

/** Nobody can be missed before the day of arrival. */
const recordNoShow = (state: MadeRequest, { at }: DecisionContext): RequestDecision => {
  if (state.status === 'no-show') return [];
  if (state.status !== 'booked') return reject('not-booked');
  const { from, legs } = state.stay;
  if (dayOf(at) < from) return reject('stay-not-begun', { from });
  return [{ type: 'NoShowRecorded', data: { ...refOf(state), unused: legs } }];
};
