import { alreadySo, type Day, type Decision, type Rules } from '@talentloop/event-sourcing';
import type { Departure } from '../../values/departure';
import { nightsBetween } from '../../values/nights';
import type { RequestCommandData, RequestCommandType, RequestRejection } from '../commands';
import type { Leg, RequestEvent, StayChange } from '../events';
import { cutLegs, type MadeRequest, refOf, type StayingRequest } from '../state';

export type RequestRules<T extends RequestCommandType, S = MadeRequest> = Rules<
  RequestCommandData,
  T,
  S,
  RequestEvent,
  RequestRejection
>;

export type RequestDecision = Decision<RequestEvent, RequestRejection>;

/** More than any admission lasts: with this limit no table of nights is unbounded. */
const NIGHTS_MAX = 1_830;

export const isTooLong = (from: Day, to: Day): boolean => nightsBetween(from, to) > NIGHTS_MAX;

/** What is recorded of a stay whose end changes. */
export const changedStay = (
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

/** The stay of a talent who is gone from that day: it ends there, but not before it was lived. */
export const endStay = (state: StayingRequest, on: Day, because: Departure): RequestDecision => {
  if (on >= state.stay.to) return alreadySo;
  const { legs, unused } = cutLegs(state.stay.legs, on);
  return [{ type: 'StayShortened', data: { ...changedStay(state, on, legs, unused), because } }];
};
