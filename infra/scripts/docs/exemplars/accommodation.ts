import type { Actor } from '@talentloop/event-sourcing';
import { accommodationRequest } from '../../../../apps/accommodation/src/domain/accommodation-request/accommodation-request';
import type { RequestCommand } from '../../../../apps/accommodation/src/domain/accommodation-request/commands';
import type { KnownTalentCommand } from '../../../../apps/accommodation/src/domain/known-talent/commands';
import { knownTalent } from '../../../../apps/accommodation/src/domain/known-talent/known-talent';
import type { PropertyCommand } from '../../../../apps/accommodation/src/domain/property/commands';
import { property } from '../../../../apps/accommodation/src/domain/property/property';
import type { UnitCommand } from '../../../../apps/accommodation/src/domain/unit/commands';
import { unit } from '../../../../apps/accommodation/src/domain/unit/unit';
import type { UnitState } from '../../../../apps/accommodation/src/domain/unit/unit-state';
import { type Exemplars, explore } from '../explore';

const actors: readonly Actor[] = [{ id: 'officer-1', roles: ['housing-officer'] }];
/** An offer is made, has lapsed, the guest is due, the guest is due to leave. */
const moments = [
  '2026-03-02T02:00:00.000Z',
  '2026-03-05T02:00:00.000Z',
  '2026-03-10T08:00:00.000Z',
  '2026-03-14T04:00:00.000Z',
];
const [first] = moments;

const reason = 'because';
const nights = { from: '2026-03-10', to: '2026-03-14' };
const kind = 'hotel';
const asker = { requestId: 'request-1', talentId: 'talent-1', centre: 'loop-onsite' };
const offer = { offerId: 'offer-1', unitId: 'unit-1' };
const bookingId = 'offer-1';
const longer = { bookingId, to: '2026-03-16', previousTo: nights.to, change: 1 };

const ofProperties: Exemplars<PropertyCommand> = {
  RegisterProperty: [
    {
      propertyId: 'property-1',
      name: 'House',
      kind,
      side: 'shenzhen',
      address: 'Street 1',
      turnaroundDays: 0,
    },
  ],
};

const ofUnits: Exemplars<UnitCommand> = {
  RegisterUnit: [
    {
      unitId: 'unit-1',
      propertyId: 'property-1',
      kind,
      side: 'shenzhen',
      label: '1A',
      bedrooms: 1,
      sleeps: 2,
      features: [],
      turnaroundDays: 0,
      nightlyRate: { amount: 50_000, currency: 'HKD' },
    },
  ],
  HoldUnit: [{ ...asker, ...nights, kind, guests: 1, offerId: 'offer-1', expiresInHours: 48 }],
  ReleaseHold: [{ offerId: 'offer-1', because: 'declined' }],
  ExpireHold: [{ offerId: 'offer-1' }],
  BookUnit: [{ offerId: 'offer-1' }],
  BookTransfer: [
    {
      ...asker,
      ...nights,
      kind,
      guests: 1,
      bookingId: 'offer-1',
      change: 1,
      transferFrom: { unitId: 'unit-2', bookingId: 'booking-2' },
    },
  ],
  CancelUnitBooking: [{ bookingId, because: 'cancelled' }],
  ShortenBooking: [{ bookingId, to: '2026-03-12', change: 1 }],
  ExtendBooking: [longer],
  RecordArrival: [{ bookingId, on: '2026-03-10' }],
  RecordDeparture: [{ bookingId, on: '2026-03-14' }],
  TakeOutOfService: [{ periodId: 'period-1', ...nights, reason }],
  ReturnToService: [{}],
};

const ofRequests: Exemplars<RequestCommand> = {
  RequestAccommodation: [
    { ...asker, ...nights, kind, guests: 1, talent: { sponsored: false }, talentHasLeft: false },
  ],
  SubmitRequest: [{}],
  StartAssessment: [{}],
  RequestInformation: [{ items: ['budget'], message: 'please' }],
  ProvideInformation: [{ message: 'here' }],
  AssessRequest: [{ reason }],
  RefuseRequest: [{ code: 'criteria-not-met', reason }],
  WaitlistRequest: [{ reason }],
  WithdrawRequest: [{ reason }],
  OfferUnit: [{ ...offer, expiresAt: '2026-03-04T02:00:00.000Z', expiresInHours: 48 }],
  AcceptOffer: [{ ...offer, ...nights, bookedAt: first ?? '' }],
  DeclineOffer: [{ reason }],
  ExpireOffer: [{ offerId: 'offer-1' }],
  CheckIn: [{ at: '2026-03-10T07:00:00.000Z' }],
  CheckOut: [{ at: '2026-03-14T03:00:00.000Z' }],
  RecordNoShow: [{}],
  ExtendStay: [longer],
  ShortenStay: [{ to: '2026-03-12' }],
  TransferStay: [
    {
      bookingId: 'booking-2',
      unitId: 'unit-2',
      fromBookingId: bookingId,
      on: '2026-03-12',
      to: nights.to,
      change: 1,
    },
  ],
  CancelBooking: [{ reason }],
  EndForTalent: [
    { on: '2026-03-11', because: 'departed' },
    { on: '2026-03-11', because: 'withdrawn' },
  ],
};

const ofKnownTalents: Exemplars<KnownTalentCommand> = {
  HearOfTalent: [
    { talentId: 'talent-1', centre: 'loop-onsite', origin: 'overseas', language: 'en' },
  ],
  NoteApproval: [{ accommodation: { ...nights, kind, guests: 1 } }],
  NoteActivation: [{}],
  NoteSuspension: [{}],
  NoteReinstatement: [{}],
  NoteLeaving: [{ on: '2026-03-11', because: 'departed' }],
  NoteRequestOpened: [{ requestId: 'request-1' }],
  NoteRequestClosed: [{ requestId: 'request-1' }],
};

/** What a unit's nights are, as the first entry of its calendar says. */
const nightsOf = (state: UnitState): string => {
  if (state.status === 'none') return 'none';
  const [entry] = state.calendar;
  if (!entry) return 'free';
  if (entry.entry === 'hold') return 'held';
  if (entry.entry === 'out-of-service') return 'out-of-service';
  if (entry.departedOn !== undefined) return 'left';
  return entry.arrivedOn === undefined ? 'booked' : 'occupied';
};

export const accommodationExplored = () => [
  explore({
    decider: property,
    exemplars: ofProperties,
    actors,
    moments,
    statusOf: ({ status }) => status,
  }),
  explore({
    decider: unit,
    exemplars: ofUnits,
    actors,
    moments,
    statusOf: nightsOf,
    detailOf: (state) => state.status === 'registered' && [state.calendar, state.ended],
  }),
  explore({
    decider: accommodationRequest,
    exemplars: ofRequests,
    actors,
    moments,
    statusOf: ({ status }) => status,
    detailOf: (state) => 'stay' in state && state.stay,
  }),
  explore({
    decider: knownTalent,
    exemplars: ofKnownTalents,
    actors,
    moments,
    statusOf: ({ status }) => status,
    detailOf: (state) => 'openRequests' in state && state.openRequests,
  }),
];
