import type { Leg, RequestEvent, RequestFacts } from './events';

/** One request through its whole life, event by event, as the specs of this folder know it. */
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

export const ref = {
  requestId: facts.requestId,
  talentId: facts.talentId,
  kind: facts.kind,
  centre: facts.centre,
  client: 'portal',
};

export const DUE = '2026-03-04T02:00:00.000Z';
export const offerRef = { offerId: 'offer-1', unitId: 'unit-1' };
export const nights = { from: facts.from, to: facts.to };
export const leg: Leg = { bookingId: 'offer-1', unitId: 'unit-1', ...nights };

export const requested: RequestEvent = { type: 'AccommodationRequested', data: facts };
export const submitted: RequestEvent = { type: 'RequestSubmitted', data: ref };
export const started: RequestEvent = { type: 'AssessmentStarted', data: ref };
export const asked: RequestEvent = {
  type: 'InformationRequested',
  data: { ...ref, items: ['contract'], message: 'Please send it.' },
};
export const provided: RequestEvent = {
  type: 'InformationProvided',
  data: { ...ref, message: 'Here it is.' },
};
export const assessed: RequestEvent = {
  type: 'RequestAssessed',
  data: { ...ref, points: 10, explanation: [{ rule: 'eligible', points: 10 }] },
};
export const refused: RequestEvent = {
  type: 'RequestRefused',
  data: { ...ref, code: 'criteria-not-met' },
};
export const waitlisted: RequestEvent = { type: 'RequestWaitlisted', data: { ...ref, points: 10 } };
export const offered: RequestEvent = {
  type: 'OfferMade',
  data: { ...ref, ...offerRef, expiresAt: DUE, expiresInHours: 48 },
};
export const accepted: RequestEvent = { type: 'OfferAccepted', data: { ...ref, ...offerRef } };
export const declined: RequestEvent = { type: 'OfferDeclined', data: { ...ref, ...offerRef } };
export const expired: RequestEvent = { type: 'OfferExpired', data: { ...ref, ...offerRef } };
export const confirmed: RequestEvent = { type: 'BookingConfirmed', data: { ...ref, ...leg } };
export const ARRIVED = '2026-03-10T06:00:00.000Z';
export const checkedIn: RequestEvent = {
  type: 'GuestCheckedIn',
  data: { ...ref, ...leg, at: ARRIVED },
};
export const LEFT = '2026-03-20T02:00:00.000Z';
export const checkedOut: RequestEvent = {
  type: 'GuestCheckedOut',
  data: { ...ref, ...leg, at: LEFT, unused: [] },
};
export const missed: RequestEvent = { type: 'NoShowRecorded', data: { ...ref, unused: [leg] } };
export const withdrawn: RequestEvent = { type: 'RequestWithdrawn', data: ref };
export const cancelled: RequestEvent = {
  type: 'BookingCancelled',
  data: { ...ref, unused: [leg] },
};

const toAssessed = [requested, submitted, started, assessed];
const toBooked = [...toAssessed, offered, accepted, confirmed];

/** The events that lead to each status. */
export const lives = {
  draft: [requested],
  submitted: [requested, submitted],
  'eligibility-check': [requested, submitted, started],
  'information-requested': [requested, submitted, asked],
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
} as const satisfies Record<string, readonly RequestEvent[]>;
