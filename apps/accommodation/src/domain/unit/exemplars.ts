import { type Actor, EXEMPLARY_MOMENT, type Exemplars } from '@talentloop/event-sourcing';
import { addDays } from '@talentloop/locale';
import { laterOf } from '../values/nights';
import { freeFrom } from '../values/occupied-nights';
import type { UnitCommandData } from './commands';
import type { UnitEvent, UnitEventOf, UnitFacts } from './events';
import type { UnitState } from './state';

const housingOfficer: Actor = { id: 'officer-1', roles: ['housing-officer'] };
const followRequests: Actor = { id: 'process:follow-requests', roles: ['system'] };
const expireHolds: Actor = { id: 'process:expire-holds', roles: ['system'] };

/** The deadline of the hold, the arrival and the departure. */
export const DUE = '2026-03-04T02:00:00.000Z';
const ARRIVED = '2026-03-10T06:00:00.000Z';
const LEFT = '2026-03-20T02:00:00.000Z';

/** A unit of two beds. */
export const facts: UnitFacts = {
  unitId: '10000000-0000-4000-8000-000000000001',
  propertyId: '10000000-0000-4000-8000-00000000000a',
  kind: 'talent-residence',
  side: 'hong-kong',
  label: 'A-101',
  bedrooms: 1,
  sleeps: 2,
  features: ['step-free'],
  nightlyRate: { amount: 80_000, currency: 'HKD' },
  turnaroundDays: 0,
};
export const ref = { unitId: facts.unitId, propertyId: facts.propertyId, kind: facts.kind };

export const asker = {
  requestId: '20000000-0000-4000-8000-000000000001',
  talentId: '30000000-0000-4000-8000-000000000001',
  centre: 'loop-onsite',
  client: 'portal',
};
export const otherAsker = { ...asker, requestId: '20000000-0000-4000-8000-000000000002' };
const party = { kind: facts.kind, guests: 2 };

export const nights = { from: '2026-03-10', to: '2026-03-20' };
const offerId = 'offer-1';
const bookingId = 'offer-1';
const holdRef = { ...ref, offerId, requestId: asker.requestId };
export const bookingRef = { ...ref, bookingId, requestId: asker.requestId };
/** A stay that moves here takes nights of `nights`, so that a calendar holds one stay at a time. */
const rest = { from: '2026-03-15', to: nights.to };
const transferFrom = { unitId: '10000000-0000-4000-8000-000000000002', bookingId: 'offer-0' };

export const registered: UnitEventOf<'UnitRegistered'> = { type: 'UnitRegistered', data: facts };
export const held: UnitEvent = {
  type: 'UnitHeld',
  data: { ...ref, ...asker, ...nights, offerId, guests: 2, expiresInHours: 48, expiresAt: DUE },
};
export const released: UnitEvent = {
  type: 'HoldReleased',
  data: { ...holdRef, because: 'declined' },
};
export const expired: UnitEvent = { type: 'HoldExpired', data: { ...holdRef, expiresAt: DUE } };
export const booked: UnitEvent = {
  type: 'UnitBooked',
  data: { ...ref, ...asker, ...nights, bookingId, bookedAt: EXEMPLARY_MOMENT, change: 0 },
};
export const bookedByTransfer: UnitEvent = {
  type: 'UnitBooked',
  data: {
    ...ref,
    ...asker,
    ...rest,
    bookingId: 'move-1',
    bookedAt: EXEMPLARY_MOMENT,
    change: 1,
    transferFrom,
  },
};
export const cancelled: UnitEvent = {
  type: 'BookingCancelled',
  data: { ...bookingRef, because: 'cancelled' },
};
const change = { ...bookingRef, from: nights.from, previousTo: nights.to, change: 1 };
export const shortened: UnitEvent = {
  type: 'BookingShortened',
  data: { ...change, to: '2026-03-17' },
};
export const extended: UnitEvent = {
  type: 'BookingExtended',
  data: { ...change, to: '2026-03-25' },
};
export const arrived: UnitEvent = {
  type: 'GuestArrived',
  data: { ...bookingRef, on: nights.from },
};
export const departed: UnitEvent = {
  type: 'GuestDeparted',
  data: { ...bookingRef, ...nights, on: nights.to },
};
export const departedEarly: UnitEvent = {
  type: 'GuestDeparted',
  data: { ...bookingRef, from: nights.from, to: '2026-03-12', on: '2026-03-12' },
};
const reason = 'The boiler leaks.';
export const closed: UnitEvent = {
  type: 'UnitTakenOutOfService',
  data: { ...ref, periodId: 'period-1', ...nights },
  reason,
};
/** The void period has not begun by then, so it keeps none of its nights. */
const reopened: UnitEvent = {
  type: 'UnitReturnedToService',
  data: {
    ...ref,
    on: '2026-03-02',
    periods: [{ periodId: 'period-1', from: nights.from, to: nights.from }],
  },
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

/** A night that nothing in the calendar takes: the first one after all of it. */
const freeNight = (state: UnitState) => {
  const ends =
    state.status === 'none'
      ? []
      : state.calendar.map((entry) => freeFrom(entry, state.turnaroundDays));
  const from = ends.reduce(laterOf, nights.from);
  return { from, to: addDays(from, 1) };
};

export const unitExemplars: Exemplars<UnitCommandData, UnitState, UnitEvent> = {
  statusOf: nightsOf,
  detailOf: (state) => state.status === 'registered' && [state.calendar, state.ended],
  commands: {
    RegisterUnit: [{ given: [], by: housingOfficer, data: facts, then: [registered] }],
    HoldUnit: [
      {
        given: [registered],
        by: housingOfficer,
        data: { ...asker, ...party, ...nights, offerId, expiresInHours: 48 },
        then: [held],
      },
    ],
    ReleaseHold: [
      {
        given: [registered, held],
        by: followRequests,
        data: { offerId, because: 'declined' },
        then: [released],
      },
    ],
    ExpireHold: [
      { given: [registered, held], by: expireHolds, at: DUE, data: { offerId }, then: [expired] },
    ],
    BookUnit: [
      { given: [registered, held], by: housingOfficer, data: { offerId }, then: [booked] },
    ],
    BookTransfer: [
      {
        given: [registered],
        by: housingOfficer,
        data: { ...asker, ...party, ...rest, bookingId: 'move-1', change: 1, transferFrom },
        then: [bookedByTransfer],
      },
    ],
    CancelUnitBooking: [
      {
        given: [registered, held, booked],
        by: followRequests,
        data: { bookingId, because: 'cancelled' },
        then: [cancelled],
      },
    ],
    ShortenBooking: [
      {
        given: [registered, held, booked],
        by: followRequests,
        data: { bookingId, to: '2026-03-17', change: 1 },
        then: [shortened],
      },
    ],
    ExtendBooking: [
      {
        given: [registered, held, booked],
        by: housingOfficer,
        data: { bookingId, to: '2026-03-25', previousTo: nights.to, change: 1 },
        then: [extended],
      },
    ],
    RecordArrival: [
      {
        given: [registered, held, booked],
        by: followRequests,
        at: ARRIVED,
        data: { bookingId, on: nights.from },
        then: [arrived],
      },
    ],
    RecordDeparture: [
      {
        given: [registered, held, booked, arrived],
        by: followRequests,
        at: LEFT,
        data: { bookingId, on: nights.to },
        then: [departed],
      },
    ],
    TakeOutOfService: [
      {
        given: [registered],
        by: housingOfficer,
        data: { periodId: 'period-1', ...nights, reason },
        then: [closed],
      },
    ],
    ReturnToService: [
      { given: [registered, closed], by: housingOfficer, data: {}, then: [reopened] },
    ],
  },
  fitted: {
    TakeOutOfService: (state) => ({ periodId: 'period-2', ...freeNight(state), reason }),
  },
};
