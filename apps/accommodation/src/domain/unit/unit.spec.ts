import { specOf } from '@talentloop/testing';
import { actionsFor } from './actions';
import type { BookUnit, ExpireHold, HoldUnit, ReleaseHold, UnitCommand } from './commands';
import type { UnitEvent } from './events';
import { unit } from './unit';
import { asker, facts, other, ref } from './unit.fixtures';

const { given } = specOf(unit);

const AT = '2026-03-02T02:00:00.000Z';
const DUE = '2026-03-04T02:00:00.000Z';
const BOOKED = '2026-03-04T01:59:59.999Z';
const nights = { from: '2026-03-10', to: '2026-03-20' };

const registered: UnitEvent = { type: 'UnitRegistered', data: facts };
const hold: HoldUnit = {
  type: 'HoldUnit',
  data: {
    ...asker,
    ...nights,
    offerId: 'offer-1',
    kind: 'talent-residence',
    guests: 2,
    expiresInHours: 48,
  },
};
const held: UnitEvent = {
  type: 'UnitHeld',
  data: {
    ...ref,
    ...asker,
    ...nights,
    offerId: 'offer-1',
    guests: 2,
    expiresInHours: 48,
    expiresAt: DUE,
  },
};
const asking = (over: Partial<HoldUnit['data']>): HoldUnit => ({
  type: 'HoldUnit',
  data: { ...hold.data, ...other, offerId: 'offer-2', ...over },
});
const expired: UnitEvent = {
  type: 'HoldExpired',
  data: { ...ref, offerId: 'offer-1', requestId: asker.requestId, expiresAt: DUE },
};
const released: UnitEvent = {
  type: 'HoldReleased',
  data: { ...ref, offerId: 'offer-1', requestId: asker.requestId, because: 'declined' },
};
const book: BookUnit = { type: 'BookUnit', data: { offerId: 'offer-1' } };
const booked: UnitEvent = {
  type: 'UnitBooked',
  data: { ...ref, ...asker, ...nights, bookingId: 'offer-1', bookedAt: BOOKED, change: 0 },
};
const expire: ExpireHold = { type: 'ExpireHold', data: { offerId: 'offer-1' } };
const release: ReleaseHold = {
  type: 'ReleaseHold',
  data: { offerId: 'offer-1', because: 'declined' },
};

describe('a unit', () => {
  it('is registered once', () => {
    const register: UnitCommand = { type: 'RegisterUnit', data: facts };
    given().when(register).then(registered);
    given(registered).when(register).thenRefused('unit-already-registered');
    given().when(hold).thenRefused('unit-not-registered');
  });

  it('offers nothing before it is registered, and a return only while a period is open', () => {
    const actions = (events: readonly UnitEvent[], at = AT) =>
      actionsFor(events.reduce(unit.evolve, unit.initialState), {
        at,
        actor: { id: 'worker-1', roles: [] },
      });
    const voided: UnitEvent = {
      type: 'UnitTakenOutOfService',
      data: { ...ref, periodId: 'p', ...nights },
    };
    expect(actions([])).toEqual([]);
    expect(actions([registered])).toEqual(['out-of-service']);
    expect(actions([registered, voided])).toEqual(['out-of-service', 'return-to-service']);
    expect(actions([registered, voided], '2026-03-19T16:00:00.000Z')).toEqual(['out-of-service']);
  });
});

describe('holding a unit', () => {
  it('keeps it for the offer until the deadline, and asking again changes nothing', () => {
    given(registered).when(hold).then(held).againNothing();
  });

  it('is refused to who would not fit', () => {
    given(registered)
      .when(asking({ kind: 'hotel' }))
      .thenRefused('unit-of-another-kind', { kind: 'talent-residence' });
    given(registered)
      .when(asking({ guests: 3 }))
      .thenRefused('unit-too-small', { sleeps: 2 });
    given(registered)
      .when(asking({ to: nights.from }))
      .thenRefused('unit-dates-out-of-order');
  });

  it.each([
    ['inside', '2026-03-12', '2026-03-14'],
    ['around', '2026-03-01', '2026-03-30'],
    ['over the first night', '2026-03-09', '2026-03-11'],
    ['over the last night', '2026-03-19', '2026-03-21'],
  ])('is refused for nights %s those of another', (_, from, to) => {
    given(registered, held).when(asking({ from, to })).thenRefused('unit-taken', nights);
    given(registered, held, booked).when(asking({ from, to })).thenRefused('unit-taken', nights);
  });

  it('is possible from the day on which another departs, and until the day one arrives', () => {
    given(registered, held)
      .when(asking({ from: '2026-03-20', to: '2026-03-22' }))
      .thenTypes('UnitHeld');
    given(registered, held)
      .when(asking({ from: '2026-03-08', to: '2026-03-10' }))
      .thenTypes('UnitHeld');
  });

  it('leaves the turnaround days before and after a stay alone', () => {
    const rests: UnitEvent = { type: 'UnitRegistered', data: { ...facts, turnaroundDays: 2 } };
    given(rests, held)
      .when(asking({ from: '2026-03-21', to: '2026-03-22' }))
      .thenRefused('unit-taken');
    given(rests, held)
      .when(asking({ from: '2026-03-05', to: '2026-03-09' }))
      .thenRefused('unit-taken');
    given(rests, held)
      .when(asking({ from: '2026-03-22', to: '2026-03-23' }))
      .thenTypes('UnitHeld');
  });

  it('ends by release, and what follows finds nothing held', () => {
    given(registered, held).when(release).then(released).againNothing();
    given(registered, released).when(release).thenNothing();
    given(registered, held, released).when(hold).thenRefused('hold-released');
    given(registered, held, released).when(asking({})).thenTypes('UnitHeld');
  });
});

describe('the deadline of a hold', () => {
  it('expires it at its instant and not before', () => {
    given(registered, held).when(expire, { at: '2026-03-04T01:59:59.999Z' }).thenNothing();
    given(registered, held).when(expire, { at: DUE }).then(expired).againNothing();
    given(registered, held, expired).when(hold).thenRefused('hold-expired');
  });

  it('holds without the poller: the unit is free at once, and both facts are written', () => {
    given(registered, held).when(asking({}), { at: DUE }).thenTypes('HoldExpired', 'UnitHeld');
    given(registered, held).when(release, { at: DUE }).thenNothing();
  });
});

describe('booking', () => {
  it('turns a hold into a booking with the id of the offer', () => {
    given(registered, held).when(book, { at: BOOKED }).then(booked).againNothing();
    given(registered, held, booked).when(release).thenNothing();
    given(registered, held, booked).when(expire, { at: DUE }).thenNothing();
  });

  it('is refused once the hold is over, whether or not that was written', () => {
    given(registered, held).when(book, { at: DUE }).thenRefused('hold-expired');
    given(registered, held, expired).when(book).thenRefused('hold-expired');
    given(registered, held, released).when(book).thenRefused('hold-released');
    given(registered).when(book).thenRefused('not-held');
  });
});
