import type { Day, Decision, Rules } from '@talentloop/event-sourcing';
import { nightsBetween } from '../../values/nights';
import type { RequestCommandData, RequestCommandType, RequestRejection } from '../commands';
import type { RequestEvent } from '../events';
import type { MadeRequest } from '../state';

export type RequestRules<T extends RequestCommandType, S = MadeRequest> = Rules<
  RequestCommandData,
  T,
  S,
  RequestEvent,
  RequestRejection
>;

export type RequestDecision = Decision<RequestEvent, RequestRejection>;

/** More than any admission lasts: with this limit no table of nights is unbounded. */
export const NIGHTS_MAX = 1_830;

export const isTooLong = (from: Day, to: Day): boolean => nightsBetween(from, to) > NIGHTS_MAX;
