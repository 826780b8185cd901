import {
  type Actor,
  EXEMPLARY_MOMENT,
  type Exemplar,
  type Exemplars,
} from '@talentloop/event-sourcing';
import { addDays, startOfLocalDay } from '@talentloop/locale';
import type { RequestCommandData } from './commands';
import type { Leg, RequestEvent, RequestFacts, StayChange } from './events';
import type { RequestState } from './state';

const caseworker: Actor = { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' };
const portal: Actor = { id: 'portal-1', roles: ['portal'], client: 'portal' };
const followUnits: Actor = { id: 'process:follow-units', roles: ['system'] };
const followTalents: Actor = { id: 'process:follow-talents', roles: ['system'] };

/** The deadline of the offer, the arrival and the departure. */
export const DUE = '2026-03-04T02:00:00.000Z';
export const ARRIVED = '2026-03-10T06:00:00.000Z';
export const LEFT = '2026-03-20T02:00:00.000Z';

export const facts: RequestFacts = {
  requestId: '20000000-0000-4000-8000-000000000001',
  talentId: '30000000-0000-4000-8000-000000000001',
  kind: 'talent-residence',
  centre: 'loop-onsite',
  client: 'portal',
  from: '2026-03-10',
  to: '2026-03-20',
  guests: 2,
  budget: { amount: 90_000, currency: 'HKD' },
  preferences: { accessibility: ['step-free'] },
  talent: { origin: 'overseas', scheme: 'TTPS-A', sponsored: true },
};
const { requestId, talentId, kind, centre } = facts;
export const ref = { requestId, talentId, kind, centre, client: 'portal' };
export const offerRef = { offerId: 'offer-1', unitId: 'unit-1' };
export const nights = { from: facts.from, to: facts.to };
export const leg: Leg = { bookingId: 'offer-1', unitId: 'unit-1', ...nights };

export const requested: RequestEvent = { type: 'AccommodationRequested', data: facts };
export const submitted: RequestEvent = { type: 'RequestSubmitted', data: ref };
export const started: RequestEvent = { type: 'AssessmentStarted', data: ref };

const question = { items: ['contract'], message: 'Please send it.' };
const answer = { message: 'Here it is.' };
export const informationRequested: RequestEvent = {
  type: 'InformationRequested',
  data: { ...ref, ...question },
};
export const informationProvided: RequestEvent = {
  type: 'InformationProvided',
  data: { ...ref, ...answer },
};

/** Free text that fits every decision. */
export const reason = 'As agreed by telephone.';
const explanation = [
  { rule: 'eligible', points: 10 },
  { rule: 'arrives-soon', points: 20 },
  { rule: 'comes-from-overseas', points: 15 },
  { rule: 'brings-a-household', points: 10 },
  { rule: 'needs-accessibility', points: 25 },
  { rule: 'works-for-a-tenant', points: 10 },
];
export const assessed: RequestEvent = {
  type: 'RequestAssessed',
  data: { ...ref, points: 90, explanation },
  reason,
  policy: {
    name: 'accommodation-points',
    version: '1',
    inputs: {
      guests: 2,
      nights: 10,
      leadDays: 8,
      origin: 'overseas',
      sponsored: true,
      accessibility: true,
    },
    fired: explanation.map(({ rule }) => rule),
    outcome: '90 points',
  },
};
export const refused: RequestEvent = {
  type: 'RequestRefused',
  data: { ...ref, code: 'criteria-not-met' },
  reason,
};
export const waitlisted: RequestEvent = {
  type: 'RequestWaitlisted',
  data: { ...ref, points: 90 },
  reason,
};

const offer = { ...offerRef, expiresAt: DUE, expiresInHours: 48 };
export const offered: RequestEvent = { type: 'OfferMade', data: { ...ref, ...offer } };
export const accepted: RequestEvent = { type: 'OfferAccepted', data: { ...ref, ...offerRef } };
export const declined: RequestEvent = {
  type: 'OfferDeclined',
  data: { ...ref, ...offerRef },
  reason,
};
export const expired: RequestEvent = { type: 'OfferExpired', data: { ...ref, ...offerRef } };
export const confirmed: RequestEvent = { type: 'BookingConfirmed', data: { ...ref, ...leg } };

const arrival = { ...ref, ...leg, at: ARRIVED };
export const checkedIn: RequestEvent = { type: 'GuestCheckedIn', data: arrival };
const departure = { ...ref, ...leg, at: LEFT, unused: [] };
export const checkedOut: RequestEvent = { type: 'GuestCheckedOut', data: departure };
export const missed: RequestEvent = { type: 'NoShowRecorded', data: { ...ref, unused: [leg] } };

/** The first change of the stay, as far as it differs from the stay. */
export const stayChange = (difference: Partial<StayChange>): StayChange => ({
  ...ref,
  ...nights,
  previousTo: nights.to,
  change: 1,
  legs: [leg],
  unused: [],
  ...difference,
});
const later = '2026-03-25';
export const extended: RequestEvent = {
  type: 'StayExtended',
  data: stayChange({ to: later, legs: [{ ...leg, to: later }] }),
};
/** The day on which the stay ends early, or moves to another unit. */
const earlier = '2026-03-15';
export const firstLeg: Leg = { ...leg, to: earlier };
const move = { bookingId: 'move-1', unitId: 'unit-2' };
export const secondLeg: Leg = { ...move, from: earlier, to: nights.to };
const shorter = stayChange({ to: earlier, legs: [firstLeg] });
export const shortened: RequestEvent = { type: 'StayShortened', data: shorter };
export const moved: RequestEvent = {
  type: 'StayTransferred',
  data: { ...stayChange({ legs: [firstLeg, secondLeg] }), on: earlier, left: leg },
};

export const withdrawn: RequestEvent = { type: 'RequestWithdrawn', data: ref, reason };
export const cancelled: RequestEvent = {
  type: 'BookingCancelled',
  data: { ...ref, unused: [leg] },
  reason,
};

const toAssessed = [requested, submitted, started, assessed];
const toBooked = [...toAssessed, offered, accepted, confirmed];

/** The events that lead to each status. */
export const histories = {
  draft: [requested],
  submitted: [requested, submitted],
  'eligibility-check': [requested, submitted, started],
  'information-requested': [requested, submitted, informationRequested],
  assessed: toAssessed,
  waitlisted: [...toAssessed, waitlisted],
  offered: [...toAssessed, offered],
  accepted: [...toAssessed, offered, accepted],
  booked: toBooked,
  'checked-in': [...toBooked, checkedIn],
  departed: [...toBooked, checkedIn, checkedOut],
  withdrawn: [requested, withdrawn],
  refused: [requested, submitted, refused],
  'no-show': [...toBooked, missed],
  cancelled: [...toBooked, cancelled],
} as const satisfies Record<Exclude<RequestState['status'], 'none'>, readonly RequestEvent[]>;

/** The stay of a request, with what its next change says of it. */
const stayOf = (state: RequestState) => {
  const { from, to, change, legs } = 'stay' in state ? state.stay : { ...leg, change: 0, legs: [] };
  return { from, to, change: change + 1, last: legs.at(-1) ?? leg };
};

/** Who gives a command, after which events, with which data, and exactly what follows. */
const exemplar = <Data>(
  by: Actor,
  given: readonly RequestEvent[],
  data: Data,
  ...then: readonly RequestEvent[]
): Exemplar<Data, RequestEvent> => ({ by, given, data, then });

const { booked } = histories;
const acceptance = { ...offerRef, ...nights, bookedAt: EXEMPLARY_MOMENT };
const because = 'refused';

export const requestExemplars: Exemplars<RequestCommandData, RequestState, RequestEvent> = {
  statusOf: ({ status }) => status,
  detailOf: (state) => 'stay' in state && state.stay,
  commands: {
    RequestAccommodation: [exemplar(portal, [], { ...facts, talentHasLeft: false }, requested)],
    SubmitRequest: [exemplar(portal, histories.draft, {}, submitted)],
    StartAssessment: [exemplar(caseworker, histories.submitted, {}, started)],
    RequestInformation: [exemplar(caseworker, histories.submitted, question, informationRequested)],
    ProvideInformation: [
      exemplar(portal, histories['information-requested'], answer, informationProvided),
      exemplar(
        portal,
        histories['information-requested'],
        { items: ['contract'] },
        { type: 'InformationProvided', data: { ...ref, items: ['contract'] } },
      ),
    ],
    AssessRequest: [
      exemplar(caseworker, histories['eligibility-check'], { reason }, assessed),
      exemplar(caseworker, histories.submitted, { reason }, started, assessed),
    ],
    RefuseRequest: [
      exemplar(caseworker, histories.submitted, { code: 'criteria-not-met', reason }, refused),
    ],
    WaitlistRequest: [exemplar(caseworker, histories.assessed, { reason }, waitlisted)],
    WithdrawRequest: [
      exemplar(portal, histories.draft, { reason }, withdrawn),
      exemplar(
        portal,
        histories.offered,
        { reason },
        { ...withdrawn, data: { ...ref, offer: offerRef } },
      ),
    ],
    OfferUnit: [exemplar(caseworker, histories.assessed, offer, offered)],
    AcceptOffer: [exemplar(portal, histories.offered, acceptance, accepted, confirmed)],
    DeclineOffer: [exemplar(portal, histories.offered, { reason }, declined)],
    ExpireOffer: [exemplar(followUnits, histories.offered, { offerId: 'offer-1' }, expired)],
    CheckIn: [{ ...exemplar(caseworker, booked, { at: ARRIVED }, checkedIn), at: ARRIVED }],
    CheckOut: [
      { ...exemplar(caseworker, histories['checked-in'], { at: LEFT }, checkedOut), at: LEFT },
    ],
    RecordNoShow: [{ ...exemplar(caseworker, booked, {}, missed), at: ARRIVED }],
    ExtendStay: [
      exemplar(
        caseworker,
        booked,
        { bookingId: 'offer-1', to: later, previousTo: nights.to, change: 1 },
        extended,
      ),
    ],
    ShortenStay: [exemplar(caseworker, booked, { to: earlier }, shortened)],
    TransferStay: [
      exemplar(
        caseworker,
        booked,
        { ...move, fromBookingId: 'offer-1', on: earlier, to: nights.to, change: 1 },
        moved,
      ),
    ],
    CancelBooking: [exemplar(caseworker, booked, { reason }, cancelled)],
    EndForTalent: [
      exemplar(
        followTalents,
        histories.submitted,
        { on: earlier, because },
        { type: 'RequestWithdrawn', data: { ...ref, because } },
      ),
      exemplar(
        followTalents,
        booked,
        { on: earlier, because },
        { type: 'BookingCancelled', data: { ...ref, unused: [leg], because } },
      ),
      exemplar(
        followTalents,
        booked,
        { on: earlier, because: 'departed' },
        { type: 'StayShortened', data: { ...shorter, because: 'departed' } },
      ),
    ],
  },
  fitted: {
    OfferUnit: () => ({ ...offer, expiresAt: '9999-12-31T00:00:00.000Z' }),
    AcceptOffer: (state, at) => {
      if (state.status !== 'offered') return acceptance;
      const { offer, from, to } = state;
      const { offerId, unitId } = offer;
      return { offerId, unitId, from, to, bookedAt: at };
    },
    CheckIn: (state) => ({ at: startOfLocalDay(stayOf(state).from) }),
    CheckOut: (state) => ({ at: state.status === 'checked-in' ? state.arrivedAt : LEFT }),
    ExtendStay: (state) => {
      const { to, change, last } = stayOf(state);
      return { bookingId: last.bookingId, to: addDays(to, 1), previousTo: to, change };
    },
    /** By the last night: nothing that was spent is given back. */
    ShortenStay: (state) => ({ to: addDays(stayOf(state).to, -1) }),
    /** For the last night, to a unit that is not the one of the night before. */
    TransferStay: (state) => {
      const { to, change, last } = stayOf(state);
      return {
        bookingId: `after-${last.bookingId}`,
        unitId: last.unitId === 'unit-2' ? 'unit-1' : 'unit-2',
        fromBookingId: last.bookingId,
        on: addDays(to, -1),
        to,
        change,
      };
    },
  },
};
