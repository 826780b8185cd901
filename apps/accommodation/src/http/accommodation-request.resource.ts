import { defineResource, does, handled, type ResourceCommands } from '@talentloop/http';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import { requestExemplars } from '../domain/accommodation-request/exemplars';
import type { MadeRequest } from '../domain/accommodation-request/state';
import { unit } from '../domain/unit/unit';
import { followRequests } from '../processes/follow-requests/follow-requests';
import {
  AssessRequest,
  InformationAnswer,
  InformationRequest,
  MomentRequest,
  ReasonRequest,
  RefuseRequestRequest,
  UntilRequest,
} from './accommodation-request.dto';
import { requestProblems } from './accommodation-request.problems';
import { requestView } from './accommodation-request.view';
import { RequestView } from './accommodation-request.view.dto';
import { parties, requestReaders, staff } from './policy';

/** What a talent asks for, from the draft to the departure. */
export const requests = defineResource({
  decider: accommodationRequest,
  exemplars: requestExemplars,
  path: 'accommodation-requests',
  tag: 'accommodation requests',
  body: RequestView,
  exists: (state): state is MadeRequest => state.status !== 'none',
  // The talent's centre, the portal that registered them, and the person.
  scopeOf: ({ centre, client, talentId }) => ({ centre, client, talentId }),
  view: requestView,
  read: requestReaders,
  followed: { internal: [] },
  // Nights that a request gives back are free when its caller looks at the unit.
  followUps: { process: followRequests, to: unit },
  problems: requestProblems,
  actions: {
    submit: does('SubmitRequest', parties),
    'start-assessment': does('StartAssessment', staff),
    'request-information': does('RequestInformation', staff, InformationRequest),
    'provide-information': does('ProvideInformation', parties, InformationAnswer),
    assess: does('AssessRequest', staff, AssessRequest, ({ reason }) => ({ reason })),
    refuse: does('RefuseRequest', staff, RefuseRequestRequest),
    waitlist: does('WaitlistRequest', staff, ReasonRequest),
    offer: handled('OfferUnit', staff),
    accept: handled('AcceptOffer', parties),
    decline: does('DeclineOffer', parties, ReasonRequest),
    withdraw: does('WithdrawRequest', parties, ReasonRequest),
    'check-in': does('CheckIn', staff, MomentRequest),
    'check-out': does('CheckOut', staff, MomentRequest),
    'no-show': does('RecordNoShow', staff),
    cancel: does('CancelBooking', staff, ReasonRequest),
    extend: handled('ExtendStay', staff),
    shorten: does('ShortenStay', staff, UntilRequest),
    transfer: handled('TransferStay', staff),
  },
});

export type Requests = ResourceCommands<typeof requests>;
