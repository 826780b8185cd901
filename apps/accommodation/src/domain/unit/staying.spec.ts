import { specOf } from '@talentloop/testing';
import type { UnitCommand } from './commands';
import type { BookingChange, UnitEvent } from './events';
import {
  arrived,
  booked,
  bookedByTransfer,
  bookingRef,
  cancelled,
  departed,
  departedEarly,
  extended,
  nights,
  otherAsker,
  ref,
  registered,
  shortened,
  unitExemplars,
} from './exemplars';
import { unit } from './unit';

const { given } = specOf(unit);

const neighbour: UnitEvent = {
  type: 'UnitBooked',
  data: {
    ...ref,
    ...otherAsker,
    from: '2026-03-25',
    to: '2026-03-28',
    bookingId: 'offer-2',
    bookedAt: '2026-03-02T02:00:00.000Z',
    change: 0,
  },
};
const changeOf = (over: Partial<BookingChange>): BookingChange => ({
  ...bookingRef,
  ...nights,
  previousTo: nights.to,
  change: 1,
  ...over,
});
const shorten = (to: string, change = 1): UnitCommand => ({
  type: 'ShortenBooking',
  data: { bookingId: 'offer-1', to, change },
});
const extend = (to: string, previousTo = nights.to, change = 1): UnitCommand => ({
  type: 'ExtendBooking',
  data: { bookingId: 'offer-1', to, previousTo, change },
});
const arrive: UnitCommand = {
  type: 'RecordArrival',
  data: { bookingId: 'offer-1', on: '2026-03-10' },
};
const depart = (on: string): UnitCommand => ({
  type: 'RecordDeparture',
  data: { bookingId: 'offer-1', on },
});
const cancel: UnitCommand = {
  type: 'CancelUnitBooking',
  data: { bookingId: 'offer-1', because: 'cancelled' },
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

  it('is not extended for a request that knew another end', () => {
    given(registered, booked)
      .when(extend('2026-03-25', '2026-03-18'))
      .thenRefused('booking-changed');
    given(registered, booked, extended)
      .when(extend('2026-03-27', nights.to))
      .thenRefused('booking-changed');
  });

  it('is shortened, which frees nights and never takes any', () => {
    given(registered, booked).when(shorten('2026-03-17')).then(shortened).againNothing();
    given(registered, booked).when(shorten('2026-03-21')).thenNothing();
    given(registered, booked).when(shorten('2026-03-10')).thenRefused('unit-dates-out-of-order');
    given(registered).when(shorten('2026-03-17')).thenNothing();
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
          ...otherAsker,
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
    given(registered, booked, arrived).when(depart('2026-03-20')).then(departed).againNothing();
    given(registered).when(arrive).thenRefused('booking-not-found');
    given(registered).when(depart('2026-03-20')).thenRefused('booking-not-found');
  });

  it('who leaves early frees the nights that follow', () => {
    given(registered, booked, arrived).when(depart('2026-03-12')).then(departedEarly);
    given(registered, booked, arrived, departedEarly)
      .when({
        type: 'TakeOutOfService',
        data: { periodId: 'p', from: '2026-03-12', to: '2026-03-20', reason: 'paint' },
      })
      .thenTypes('UnitTakenOutOfService');
    given(registered, booked, arrived, departedEarly)
      .when(extend('2026-03-25'))
      .thenRefused('booking-not-found');
  });
});

describe('a transfer', () => {
  const [{ data }] = unitExemplars.commands.BookTransfer;
  const move: UnitCommand = { type: 'BookTransfer', data };

  it('books what is left of the stay', () => {
    given(registered).when(move).then(bookedByTransfer).againNothing();
    given(registered, booked).when(move).thenRefused('unit-taken');
  });

  it('that was undone is not booked again', () => {
    const undone: UnitEvent = {
      type: 'BookingCancelled',
      data: { ...bookingRef, bookingId: 'move-1', because: 'transfer-refused' },
    };
    given(registered, bookedByTransfer, undone).when(move).thenRefused('booking-not-found');
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
