import type { DecisionContext } from '@talentloop/event-sourcing';
import { addDays, localDay } from '@talentloop/locale';
import { laterOf } from '../values/nights';
import type { CheckedInRequest, OfferedRequest, BookedRequest, RequestState } from './state';

/** What may be asked of a request by http.md's names; who may ask is the access policy's. */
export const actionsFor = (
  state: RequestState,
  { at }: Pick<DecisionContext, 'at'>,
): readonly string[] => {
  switch (state.status) {
    case 'draft':
      return ['submit', 'withdraw'];
    case 'submitted':
      return ['start-assessment', 'request-information', 'assess', 'refuse', 'withdraw'];
    case 'eligibility-check':
      return ['request-information', 'assess', 'refuse', 'withdraw'];
    case 'information-requested':
      return ['provide-information', 'refuse', 'withdraw'];
    case 'assessed':
      return ['refuse', 'waitlist', 'offer', 'withdraw'];
    case 'waitlisted':
      return ['refuse', 'offer', 'withdraw'];
    case 'offered':
      return answers(state, at);
    case 'booked':
      return beforeArrival(state, at);
    case 'checked-in':
      return duringStay(state, at);
    case 'none':
    case 'accepted':
    case 'departed':
    case 'withdrawn':
    case 'refused':
    case 'no-show':
    case 'cancelled':
      return [];
  }
};

const answers = ({ offer }: OfferedRequest, at: string): readonly string[] =>
  at < offer.expiresAt ? ['accept', 'decline', 'withdraw'] : ['withdraw'];

const beforeArrival = ({ stay }: BookedRequest, at: string): readonly string[] => {
  const hasBegun = localDay(at) >= stay.from;
  const canShrink = addDays(stay.from, 1) < stay.to;
  return [
    ...(hasBegun ? ['check-in', 'no-show'] : []),
    'cancel',
    'extend',
    ...(canShrink ? ['shorten'] : []),
    'transfer',
  ];
};

/** Nights that were spent cannot be given back, nor spent elsewhere. */
const duringStay = ({ stay }: CheckedInRequest, at: string): readonly string[] => {
  const today = localDay(at);
  const canShrink = laterOf(addDays(stay.from, 1), today) < stay.to;
  return [
    'check-out',
    'extend',
    ...(canShrink ? ['shorten'] : []),
    ...(today < stay.to ? ['transfer'] : []),
  ];
};
