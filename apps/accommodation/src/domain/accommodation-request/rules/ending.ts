import { alreadySo, type Day, type DecisionContext, reject } from '@talentloop/event-sourcing';
import { addDays, localDay } from '@talentloop/locale';
import type { Departure } from '../../values/departure';
import { laterOf } from '../../values/nights';
import type { OfferRef } from '../events';
import { type MadeRequest, refOf } from '../state';
import { endStay, type RequestDecision, type RequestRules } from './guards';

/** The open offer of a request that ends, so that its unit is released. */
const offerOf = (state: MadeRequest): { readonly offer?: OfferRef } => {
  if (state.status !== 'offered') return {};
  const { offerId, unitId } = state.offer;
  return { offer: { offerId, unitId } };
};

const withdraw = (state: MadeRequest, reason: string): RequestDecision => {
  switch (state.status) {
    case 'draft':
    case 'submitted':
    case 'eligibility-check':
    case 'information-requested':
    case 'assessed':
    case 'waitlisted':
    case 'offered':
      return [{ type: 'RequestWithdrawn', data: { ...refOf(state), ...offerOf(state) }, reason }];
    case 'withdrawn':
      return alreadySo;
    case 'accepted':
    case 'booked':
    case 'checked-in':
    case 'departed':
    case 'refused':
    case 'no-show':
    case 'cancelled':
      return reject('too-late-to-withdraw');
  }
};

/** Never refused: whatever is open of a talent who is gone ends in the way its state allows. */
const endForTalent = (
  state: MadeRequest,
  on: Day,
  because: Departure,
  { at }: DecisionContext,
): RequestDecision => {
  switch (state.status) {
    case 'draft':
    case 'submitted':
    case 'eligibility-check':
    case 'information-requested':
    case 'assessed':
    case 'waitlisted':
    case 'offered':
      return [{ type: 'RequestWithdrawn', data: { ...refOf(state), ...offerOf(state), because } }];
    case 'booked': {
      const { from, legs } = state.stay;
      if (because === 'departed' && on > from) return endStay(state, on, because);
      return [{ type: 'BookingCancelled', data: { ...refOf(state), unused: legs, because } }];
    }
    case 'checked-in': {
      const earliest = laterOf(localDay(at), addDays(state.stay.from, 1));
      return endStay(state, laterOf(on, earliest), because);
    }
    case 'accepted':
    case 'departed':
    case 'withdrawn':
    case 'refused':
    case 'no-show':
    case 'cancelled':
      return alreadySo;
  }
};

export const ending: RequestRules<'WithdrawRequest' | 'CancelBooking' | 'EndForTalent'> = {
  WithdrawRequest: ({ reason }, state) => withdraw(state, reason),
  CancelBooking: ({ reason }, state) => {
    if (state.status === 'cancelled') return alreadySo;
    if (state.status !== 'booked') return reject('not-booked');
    const data = { ...refOf(state), unused: state.stay.legs };
    return [{ type: 'BookingCancelled', data, reason }];
  },
  EndForTalent: ({ on, because }, state, context) => endForTalent(state, on, because, context),
};
