import { specOf } from '@talentloop/testing';
import type { BookTransfer, ExtendBooking, ShortenBooking, UnitCommand } from './commands';
import type { BookingChange, UnitEvent } from './events';
import { unit } from './unit';
import { asker, facts, other, ref } from './unit.fixtures';

const { given } = specOf(unit);

const BOOKED = '2026-03-02T02:00:00.000Z';
const nights = { from: '2026-03-10', to: '2026-03-20' };
const registered: UnitEvent = { type: 'UnitRegistered', data: facts };
const booked: UnitEvent = {
  type: 'UnitBooked',
  data: { ...ref, ...asker, ...nights, bookingId: 'offer-1', bookedAt: BOOKED, change: 0 },
};
const neighbour: UnitEvent = {
  type: 'UnitBooked',
  data: {
    ...ref,
    ...other,
    from: '2026-03-25',
    to: '2026-03-28',
    bookingId: 'offer-2',
    bookedAt: BOOKED,
    change: 0,
  },
};
const bookingRef = { ...ref, bookingId: 'offer-1', requestId: asker.requestId };
const changeOf = (over: Partial<BookingChange>): BookingChange => ({
  ...bookingRef,
  ...nights,
  previousTo: nights.to,
  change: 1,
  ...over,
});
const shorten = (to: string, change = 1): ShortenBooking => ({
  type: 'ShortenBooking',
  data: { bookingId: 'offer-1', to, change },
});
const extend = (to: string, previousTo = nights.to, change = 1): ExtendBooking => ({
  type: 'ExtendBooking',
  data: { bookingId: 'offer-1', to, previousTo, change },
});
const extended: UnitEvent = { type: 'BookingExtended', data: changeOf({ to: '2026-03-25' }) };
const arrive: UnitCommand = {
  type: 'RecordArrival',
  data: { bookingId: 'offer-1', on: '2026-03-10' },
};
const arrived: UnitEvent = { type: 'GuestArrived', data: { ...bookingRef, on: '2026-03-10' } };
const depart = (on: string): UnitCommand => ({
  type: 'RecordDeparture',
  data: { bookingId: 'offer-1', on },
});
const cancel: UnitCommand = {
  type: 'CancelUnitBooking',
  data: { bookingId: 'offer-1', because: 'cancelled' },
};
const cancelled: UnitEvent = {
  type: 'BookingCancelled',
  data: { ...bookingRef, because: 'cancelled' },
};

describe('a booking that changes', () => {
  it('is extended into free nights', () => {
    given(registered, booked, neighbour).when(extend('2026-03-25')).then(extended).againNothing();
  });

  it('is not extended into nights of another, nor backwards', () => {
    given(registered, booked, neighbour).when(extend('2026-03-26')).thenRefused('unit-taken');
    given(registered, booked).when(extend('2026-03-19')).thenRefused('unit-dates-out-of-order');
    given(registered).when(extend('2026-03-25')).thenRefused('booking-not-found');
  });

  it('is not extended by who saw another stay', () => {
    given(registered, booked)
      .when(extend('2026-03-25', '2026-03-18'))
      .thenRefused('booking-changed');
    given(registered, booked, extended)
      .when(extend('2026-03-27', nights.to))
      .thenRefused('booking-changed');
  });

  it('is shortened, which frees nights and never takes any', () => {
    given(registered, booked)
      .when(shorten('2026-03-15'))
      .then({ type: 'BookingShortened', data: changeOf({ to: '2026-03-15' }) })
      .againNothing();
    given(registered, booked).when(shorten('2026-03-21')).thenNothing();
    given(registered, booked).when(shorten('2026-03-10')).thenRefused('unit-dates-out-of-order');
    given(registered).when(shorten('2026-03-15')).thenNothing();
  });

  it('ignores a change that a later one has overtaken', () => {
    const second: UnitEvent = {
      type: 'BookingExtended',
      data: changeOf({ to: '2026-03-25', change: 2 }),
    };
    given(registered, booked, second).when(shorten('2026-03-15', 1)).thenNothing();
  });

  it('is cancelled once, and its nights are free', () => {
    given(registered, booked).when(cancel).then(cancelled).againNothing();
    given(registered, booked, cancelled)
      .when({
        type: 'HoldUnit',
        data: {
          ...other,
          ...nights,
          offerId: 'offer-3',
          kind: 'talent-residence',
          guests: 1,
          expiresInHours: 1,
        },
      })
      .thenTypes('UnitHeld');
  });
});

describe('a guest', () => {
  it('arrives and departs, each recorded once', () => {
    given(registered, booked).when(arrive).then(arrived).againNothing();
    given(registered, booked, arrived)
      .when(depart('2026-03-20'))
      .then({ type: 'GuestDeparted', data: { ...bookingRef, ...nights, on: '2026-03-20' } })
      .againNothing();
    given(registered).when(arrive).thenRefused('booking-not-found');
    given(registered).when(depart('2026-03-20')).thenRefused('booking-not-found');
  });

  it('who leaves early frees the nights that follow', () => {
    const early: UnitEvent = {
      type: 'GuestDeparted',
      data: { ...bookingRef, from: nights.from, to: '2026-03-12', on: '2026-03-12' },
    };
    given(registered, booked, arrived).when(depart('2026-03-12')).then(early);
    given(registered, booked, arrived, early)
      .when({
        type: 'TakeOutOfService',
        data: { periodId: 'p', from: '2026-03-12', to: '2026-03-20', reason: 'paint' },
      })
      .thenTypes('UnitTakenOutOfService');
    given(registered, booked, arrived, early)
      .when(extend('2026-03-25'))
      .thenRefused('booking-not-found');
  });
});

describe('a transfer', () => {
  const move: BookTransfer = {
    type: 'BookTransfer',
    data: {
      ...asker,
      kind: 'talent-residence',
      guests: 2,
      from: '2026-03-15',
      to: '2026-03-20',
      bookingId: 'transfer-1',
      change: 1,
      transferFrom: { unitId: 'unit-0', bookingId: 'offer-0' },
    },
  };
  const moved: UnitEvent = {
    type: 'UnitBooked',
    data: {
      ...ref,
      ...asker,
      from: '2026-03-15',
      to: '2026-03-20',
      bookingId: 'transfer-1',
      bookedAt: BOOKED,
      change: 1,
      transferFrom: { unitId: 'unit-0', bookingId: 'offer-0' },
    },
  };

  it('books what is left of the stay', () => {
    given(registered).when(move).then(moved).againNothing();
    given(registered, booked).when(move).thenRefused('unit-taken');
  });

  it('that was undone is not booked again', () => {
    const undone: UnitEvent = {
      type: 'BookingCancelled',
      data: { ...bookingRef, bookingId: 'transfer-1', because: 'transfer-refused' },
    };
    given(registered, moved, undone).when(move).thenRefused('booking-not-found');
  });
});

describe('out of service', () => {
  const take = (from: string, to: string, periodId = 'period-1'): UnitCommand => ({
    type: 'TakeOutOfService',
    data: { periodId, from, to, reason: 'The boiler leaks.' },
  });
  const taken: UnitEvent = {
    type: 'UnitTakenOutOfService',
    data: { ...ref, periodId: 'period-1', from: '2026-03-01', to: '2026-03-08' },
    reason: 'The boiler leaks.',
  };
  const back: UnitCommand = { type: 'ReturnToService', data: {} };

  it('takes free nights only, with a reason', () => {
    given(registered, booked).when(take('2026-03-01', '2026-03-08')).then(taken).againNothing();
    given(registered, booked).when(take('2026-03-19', '2026-03-21')).thenRefused('unit-taken');
    given(registered, taken)
      .when(take('2026-03-07', '2026-03-09', 'period-2'))
      .thenRefused('unit-out-of-service');
    given(registered).when(take('2026-03-09', '2026-03-09')).thenRefused('unit-dates-out-of-order');
  });

  it('ends today: the nights lost stay lost, those to come are free', () => {
    given(registered, taken)
      .when(back, { at: '2026-03-04T16:00:00.000Z' })
      .then({
        type: 'UnitReturnedToService',
        data: {
          ...ref,
          on: '2026-03-05',
          periods: [{ periodId: 'period-1', from: '2026-03-01', to: '2026-03-05' }],
        },
      })
      .againNothing();
    given(registered).when(back).thenNothing();
  });

  it('forgets a period that never began', () => {
    given(registered, taken)
      .when(back, { at: '2026-02-20T00:00:00.000Z' })
      .thenState((state) => expect(state).toMatchObject({ calendar: [] }));
  });
});
