import type {
  BookingCancelled,
  BookingConfirmed,
  GuestCheckedIn,
  GuestCheckedOut,
  NoShowRecorded,
  OfferAccepted,
  OfferDeclined,
  OfferExpired,
  OfferMade,
  RequestEvent,
  StayExtended,
  StayShortened,
  StayTransferred,
} from './events';
import {
  type Assessment,
  factsOf,
  type MadeRequest,
  type PastOffer,
  type RequestState,
} from './request-state';

type StayEvent =
  | BookingConfirmed
  | GuestCheckedIn
  | GuestCheckedOut
  | NoShowRecorded
  | StayExtended
  | StayShortened
  | StayTransferred
  | BookingCancelled;
type OfferEvent = OfferMade | OfferAccepted | OfferDeclined | OfferExpired;
type IntakeEvent = Exclude<
  RequestEvent,
  StayEvent | OfferEvent | { readonly type: 'AccommodationRequested' }
>;

export const evolveRequest = (state: RequestState, event: RequestEvent): RequestState => {
  if (event.type === 'AccommodationRequested') return { status: 'draft', ...event.data };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'RequestSubmitted':
    case 'AssessmentStarted':
    case 'InformationRequested':
    case 'InformationProvided':
    case 'RequestAssessed':
    case 'RequestRefused':
    case 'RequestWaitlisted':
    case 'RequestWithdrawn':
      return afterIntake(state, event);
    case 'OfferMade':
    case 'OfferAccepted':
    case 'OfferDeclined':
    case 'OfferExpired':
      return afterOffer(state, event);
    case 'BookingConfirmed':
    case 'GuestCheckedIn':
    case 'GuestCheckedOut':
    case 'NoShowRecorded':
    case 'StayExtended':
    case 'StayShortened':
    case 'StayTransferred':
    case 'BookingCancelled':
      return afterStay(state, event);
  }
};

const assessmentOf = (state: MadeRequest): { readonly assessment?: Assessment } =>
  'assessment' in state && state.assessment ? { assessment: state.assessment } : {};

const afterIntake = (state: MadeRequest, event: IntakeEvent): MadeRequest => {
  const facts = factsOf(state);
  switch (event.type) {
    case 'RequestSubmitted':
      return { ...facts, status: 'submitted' };
    case 'AssessmentStarted':
      return { ...facts, status: 'eligibility-check' };
    case 'InformationRequested': {
      const { items, message } = event.data;
      return { ...facts, status: 'information-requested', asked: { items, message } };
    }
    case 'InformationProvided': {
      const { items, message } = event.data;
      const provided = {
        ...(items === undefined ? {} : { items }),
        ...(message === undefined ? {} : { message }),
      };
      return { ...facts, status: 'eligibility-check', provided };
    }
    case 'RequestAssessed': {
      const { points, explanation } = event.data;
      const why = event.reason === undefined ? {} : { reason: event.reason };
      const policy = event.policy === undefined ? {} : { policy: event.policy.version };
      return {
        ...facts,
        status: 'assessed',
        assessment: { points, explanation, ...why, ...policy },
      };
    }
    case 'RequestRefused':
      return { ...facts, ...assessmentOf(state), status: 'refused', refusal: event.data.code };
    case 'RequestWaitlisted':
      return 'assessment' in state && state.assessment
        ? { ...facts, assessment: state.assessment, status: 'waitlisted' }
        : state;
    case 'RequestWithdrawn':
      return { ...facts, ...assessmentOf(state), status: 'withdrawn' };
  }
};

const afterOffer = (state: MadeRequest, event: OfferEvent): MadeRequest => {
  if (!('assessment' in state) || !state.assessment) return state;
  const known = { ...factsOf(state), assessment: state.assessment };
  const { offerId, unitId } = event.data;
  const closed = (outcome: PastOffer['outcome']): MadeRequest => ({
    ...known,
    status: 'assessed',
    pastOffer: { offerId, unitId, outcome },
  });
  switch (event.type) {
    case 'OfferMade': {
      const { expiresAt, expiresInHours } = event.data;
      return { ...known, status: 'offered', offer: { offerId, unitId, expiresAt, expiresInHours } };
    }
    case 'OfferAccepted':
      return state.status === 'offered'
        ? { ...known, status: 'accepted', offer: state.offer }
        : state;
    case 'OfferDeclined':
      return closed('declined');
    case 'OfferExpired':
      return closed('expired');
  }
};

const afterStay = (state: MadeRequest, event: StayEvent): MadeRequest => {
  if (event.type === 'BookingConfirmed') return booked(state, event);
  if (!('stay' in state)) return state;
  const { assessment, stay } = state;
  const known = { ...factsOf(state), assessment, stay };
  switch (event.type) {
    case 'GuestCheckedIn':
      return { ...known, status: 'checked-in', arrivedAt: event.data.at };
    case 'GuestCheckedOut': {
      if (state.status !== 'checked-in') return state;
      const { to, at } = event.data;
      const { arrivedAt } = state;
      return { ...known, status: 'departed', stay: { ...stay, to }, arrivedAt, departedAt: at };
    }
    case 'NoShowRecorded':
      return { ...known, status: 'no-show' };
    case 'StayExtended':
    case 'StayShortened':
    case 'StayTransferred': {
      const { from, to, change, legs } = event.data;
      return { ...state, stay: { from, to, change, legs } };
    }
    case 'BookingCancelled':
      return { ...known, status: 'cancelled' };
  }
};

const booked = (state: MadeRequest, { data }: BookingConfirmed): MadeRequest => {
  if (!('assessment' in state) || !state.assessment) return state;
  const { bookingId, unitId, from, to } = data;
  return {
    ...factsOf(state),
    status: 'booked',
    assessment: state.assessment,
    stay: { from, to, change: 0, legs: [{ bookingId, unitId, from, to }] },
  };
};
