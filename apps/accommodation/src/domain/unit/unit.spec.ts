import { itFollowsItsExemplars, specOf } from '@talentloop/testing';
import type { UnitCommand, UnitCommandData } from './commands';
import type { UnitEvent } from './events';
import {
  asker,
  booked,
  DUE,
  expired,
  facts,
  held,
  nights,
  otherAsker,
  registered,
  released,
  unitExemplars,
} from './exemplars';
import { unit } from './unit';

const { given } = specOf(unit);

const offer = {
  offerId: 'offer-1',
  kind: 'talent-residence',
  guests: 2,
  expiresInHours: 48,
} as const;
const hold: UnitCommand = { type: 'HoldUnit', data: { ...asker, ...nights, ...offer } };
const holdForOther = (over: Partial<UnitCommandData['HoldUnit']>): UnitCommand => ({
  type: 'HoldUnit',
  data: { ...otherAsker, ...nights, ...offer, offerId: 'offer-2', ...over },
});
const book: UnitCommand = { type: 'BookUnit', data: { offerId: 'offer-1' } };
const expire: UnitCommand = { type: 'ExpireHold', data: { offerId: 'offer-1' } };
const release: UnitCommand = {
  type: 'ReleaseHold',
  data: { offerId: 'offer-1', because: 'declined' },
};

itFollowsItsExemplars(unit, unitExemplars);

describe('a unit', () => {
  it('is registered once', () => {
    const register: UnitCommand = { type: 'RegisterUnit', data: facts };
    given().when(register).then(registered);
    given(registered).when(register).thenRefused('unit-already-registered');
    given().when(hold).thenRefused('unit-not-registered');
  });
});

describe('holding a unit', () => {
  it('keeps it for the offer until the deadline, and asking again changes nothing', () => {
    given(registered).when(hold).then(held).againNothing();
  });

  it('is refused to who would not fit', () => {
    given(registered)
      .when(holdForOther({ kind: 'hotel' }))
      .thenRefused('unit-of-another-kind', { kind: 'talent-residence' });
    given(registered)
      .when(holdForOther({ guests: 3 }))
      .thenRefused('unit-too-small', { sleeps: 2 });
    given(registered)
      .when(holdForOther({ to: nights.from }))
      .thenRefused('unit-dates-out-of-order');
  });

  it.each([
    ['inside', '2026-03-12', '2026-03-14'],
    ['around', '2026-03-01', '2026-03-30'],
    ['over the first night', '2026-03-09', '2026-03-11'],
    ['over the last night', '2026-03-19', '2026-03-21'],
  ])('is refused for nights %s those of another', (_, from, to) => {
    given(registered, held).when(holdForOther({ from, to })).thenRefused('unit-taken', nights);
    given(registered, held, booked)
      .when(holdForOther({ from, to }))
      .thenRefused('unit-taken', nights);
  });

  it('is possible from the day on which another departs, and until the day one arrives', () => {
    given(registered, held)
      .when(holdForOther({ from: '2026-03-20', to: '2026-03-22' }))
      .thenTypes('UnitHeld');
    given(registered, held)
      .when(holdForOther({ from: '2026-03-08', to: '2026-03-10' }))
      .thenTypes('UnitHeld');
  });

  it('leaves the turnaround days before and after a stay alone', () => {
    const rests: UnitEvent = { type: 'UnitRegistered', data: { ...facts, turnaroundDays: 2 } };
    given(rests, held)
      .when(holdForOther({ from: '2026-03-21', to: '2026-03-22' }))
      .thenRefused('unit-taken');
    given(rests, held)
      .when(holdForOther({ from: '2026-03-05', to: '2026-03-09' }))
      .thenRefused('unit-taken');
    given(rests, held)
      .when(holdForOther({ from: '2026-03-22', to: '2026-03-23' }))
      .thenTypes('UnitHeld');
  });

  it('ends by release, and what follows finds nothing held', () => {
    given(registered, held).when(release).then(released).againNothing();
    given(registered, released).when(release).thenNothing();
    given(registered, held, released).when(hold).thenRefused('hold-released');
    given(registered, held, released).when(holdForOther({})).thenTypes('UnitHeld');
  });
});

describe('the deadline of a hold', () => {
  it('expires it at its instant and not before', () => {
    given(registered, held).when(expire, { at: '2026-03-04T01:59:59.999Z' }).thenNothing();
    given(registered, held).when(expire, { at: DUE }).then(expired).againNothing();
    given(registered, held, expired).when(hold).thenRefused('hold-expired');
  });

  it('holds without the poller: the unit is free at once, and both facts are written', () => {
    given(registered, held)
      .when(holdForOther({}), { at: DUE })
      .thenTypes('HoldExpired', 'UnitHeld');
    given(registered, held).when(release, { at: DUE }).thenNothing();
  });
});

describe('booking', () => {
  it('turns a hold into a booking with the id of the offer', () => {
    given(registered, held).when(book).then(booked).againNothing();
    given(registered, held).when(book, { at: '2026-03-04T01:59:59.999Z' }).thenTypes('UnitBooked');
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
