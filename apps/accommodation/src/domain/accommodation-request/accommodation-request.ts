import { type DecisionContext, type Decider, reject } from '@talentloop/event-sourcing';
import type { RequestCommand, RequestRejection } from './commands';
import { decideEnding } from './endings';
import type { RequestEvent } from './events';
import { decideIntake, requestAccommodation } from './intake';
import { decideOffer } from './offers';
import { evolveRequest } from './request-evolution';
import type { MadeRequest, RequestDecision, RequestState } from './request-state';
import { decideStay } from './stays';

/**
 * What a talent asks for and what becomes of it. It never decides about a unit: offers, bookings,
 * extensions and transfers reach it as second steps, once the unit has given the nights.
 */
export const accommodationRequest: Decider<
  RequestCommand,
  RequestState,
  RequestEvent,
  RequestRejection
> = {
  category: 'accommodationRequest',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'RequestAccommodation')
      return state.status === 'none'
        ? requestAccommodation(command.data)
        : reject('already-requested');
    return state.status === 'none' ? reject('not-requested') : judge(command, state, context);
  },
  evolve: evolveRequest,
};

type Judged = Exclude<RequestCommand, { type: 'RequestAccommodation' }>;

const judge = (command: Judged, state: MadeRequest, context: DecisionContext): RequestDecision => {
  switch (command.type) {
    case 'SubmitRequest':
    case 'StartAssessment':
    case 'RequestInformation':
    case 'ProvideInformation':
    case 'AssessRequest':
    case 'RefuseRequest':
    case 'WaitlistRequest':
      return decideIntake(state, command, context);
    case 'OfferUnit':
    case 'AcceptOffer':
    case 'DeclineOffer':
    case 'ExpireOffer':
      return decideOffer(state, command, context);
    case 'CheckIn':
    case 'CheckOut':
    case 'RecordNoShow':
    case 'ExtendStay':
    case 'ShortenStay':
    case 'TransferStay':
      return decideStay(state, command, context);
    case 'WithdrawRequest':
    case 'CancelBooking':
    case 'EndForTalent':
      return decideEnding(state, command, context);
  }
};
