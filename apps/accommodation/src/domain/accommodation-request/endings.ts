import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { addDays, dayOf, laterOf } from '../days';
import type { CancelBooking, EndForTalent, EndingCommand, WithdrawRequest } from './commands';
import { type MadeRequest, refOf, type RequestDecision } from './request-state';
import { endStay } from './stay-changes';

export const decideEnding = (
  state: MadeRequest,
  command: EndingCommand,
  context: DecisionContext,
): RequestDecision => {
  switch (command.type) {
    case 'WithdrawRequest':
      return withdraw(state, command.data);
    case 'CancelBooking':
      return cancel(state, command.data);
    case 'EndForTalent':
      return endForTalent(state, command.data, context);
  }
};

const offerOf = (state: MadeRequest) =>
  state.status === 'offered'
    ? { offer: { offerId: state.offer.offerId, unitId: state.offer.unitId } }
    : {};

const withdraw = (state: MadeRequest, { reason }: WithdrawRequest['data']): RequestDecision => {
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
      return [];
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

const cancel = (state: MadeRequest, { reason }: CancelBooking['data']): RequestDecision => {
  if (state.status === 'cancelled') return [];
  if (state.status !== 'booked') return reject('not-booked');
  const data = { ...refOf(state), unused: state.stay.legs };
  return [{ type: 'BookingCancelled', data, reason }];
};

/** Never refused: whatever is open of a talent who is gone ends in the way its state allows. */
const endForTalent = (
  state: MadeRequest,
  { on, because }: EndForTalent['data'],
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
      const earliest = laterOf(dayOf(at), addDays(state.stay.from, 1));
      return endStay(state, laterOf(on, earliest), because);
    }
    case 'accepted':
    case 'departed':
    case 'withdrawn':
    case 'refused':
    case 'no-show':
    case 'cancelled':
      return [];
  }
};
