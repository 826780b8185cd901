import type { Folds } from '@talentloop/event-sourcing';
import type { RequestEventData, RequestEventOf, RequestEventType } from './events';
import { type Assessment, factsOf, type MadeRequest, type PastOffer } from './state';

const assessmentOf = (state: MadeRequest): Assessment | undefined =>
  'assessment' in state ? state.assessment : undefined;

/** The assessment of a request that may end before it has one. */
const anyAssessment = (state: MadeRequest): { readonly assessment?: Assessment } => {
  const assessment = assessmentOf(state);
  return assessment ? { assessment } : {};
};

/** A request whose offer came to nothing is assessed, as it was before. */
const withoutOffer = (
  state: MadeRequest,
  { data: { offerId, unitId } }: RequestEventOf<'OfferDeclined' | 'OfferExpired'>,
  outcome: PastOffer['outcome'],
): MadeRequest => {
  const assessment = assessmentOf(state);
  if (!assessment) return state;
  const pastOffer = { offerId, unitId, outcome };
  return { ...factsOf(state), status: 'assessed', assessment, pastOffer };
};

const withChangedStay = (
  state: MadeRequest,
  { data }: RequestEventOf<'StayExtended' | 'StayShortened' | 'StayTransferred'>,
): MadeRequest => {
  if (!('stay' in state)) return state;
  const { from, to, change, legs } = data;
  return { ...state, stay: { from, to, change, legs } };
};

/** What each event makes of a request that was made already. */
export const folds: Folds<
  RequestEventData,
  Exclude<RequestEventType, 'AccommodationRequested'>,
  MadeRequest
> = {
  RequestSubmitted: (state) => ({ ...factsOf(state), status: 'submitted' }),
  AssessmentStarted: (state) => ({ ...factsOf(state), status: 'eligibility-check' }),
  InformationRequested: (state, { data: { items, message } }) => ({
    ...factsOf(state),
    status: 'information-requested',
    informationRequest: { items, message },
  }),
  InformationProvided: (state, { data: { items, message } }) => {
    const provided = {
      ...(items !== undefined && { items }),
      ...(message !== undefined && { message }),
    };
    return { ...factsOf(state), status: 'eligibility-check', provided };
  },
  RequestAssessed: (state, { data: { points, explanation }, reason, policy }) => {
    const assessment = {
      points,
      explanation,
      ...(reason !== undefined && { reason }),
      ...(policy !== undefined && { policy: policy.version }),
    };
    return { ...factsOf(state), status: 'assessed', assessment };
  },
  RequestRefused: (state, { data }) => ({
    ...factsOf(state),
    ...anyAssessment(state),
    status: 'refused',
    refusal: data.code,
  }),
  RequestWaitlisted: (state) => {
    const assessment = assessmentOf(state);
    return assessment ? { ...factsOf(state), status: 'waitlisted', assessment } : state;
  },
  RequestWithdrawn: (state) => ({
    ...factsOf(state),
    ...anyAssessment(state),
    status: 'withdrawn',
  }),
  OfferMade: (state, { data: { offerId, unitId, expiresAt, expiresInHours } }) => {
    const assessment = assessmentOf(state);
    const offer = { offerId, unitId, expiresAt, expiresInHours };
    return assessment ? { ...factsOf(state), status: 'offered', assessment, offer } : state;
  },
  OfferAccepted: (state) => {
    if (state.status !== 'offered') return state;
    const { assessment, offer } = state;
    return { ...factsOf(state), status: 'accepted', assessment, offer };
  },
  OfferDeclined: (state, event) => withoutOffer(state, event, 'declined'),
  OfferExpired: (state, event) => withoutOffer(state, event, 'expired'),
  BookingConfirmed: (state, { data: { bookingId, unitId, from, to } }) => {
    const assessment = assessmentOf(state);
    if (!assessment) return state;
    const stay = { from, to, change: 0, legs: [{ bookingId, unitId, from, to }] };
    return { ...factsOf(state), status: 'booked', assessment, stay };
  },
  GuestCheckedIn: (state, { data }) => {
    if (!('stay' in state)) return state;
    const { assessment, stay } = state;
    return { ...factsOf(state), status: 'checked-in', assessment, stay, arrivedAt: data.at };
  },
  GuestCheckedOut: (state, { data: { to, at } }) => {
    if (state.status !== 'checked-in') return state;
    const { assessment, arrivedAt } = state;
    const stay = { ...state.stay, to };
    const departed = { assessment, stay, arrivedAt, departedAt: at };
    return { ...factsOf(state), status: 'departed', ...departed };
  },
  NoShowRecorded: (state) => {
    if (!('stay' in state)) return state;
    const { assessment, stay } = state;
    return { ...factsOf(state), status: 'no-show', assessment, stay };
  },
  StayExtended: withChangedStay,
  StayShortened: withChangedStay,
  StayTransferred: withChangedStay,
  BookingCancelled: (state) => {
    if (!('stay' in state)) return state;
    const { assessment, stay } = state;
    return { ...factsOf(state), status: 'cancelled', assessment, stay };
  },
};
