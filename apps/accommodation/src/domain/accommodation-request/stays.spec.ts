import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { ExtendStay, RequestCommand, TransferStay } from './commands';
import type { RequestEvent, StayChange } from './events';
import {
  ARRIVED,
  checkedIn,
  checkedOut,
  LEFT,
  leg,
  lives,
  missed,
  nights,
  ref,
} from './request.fixtures';

const { given } = specOf(accommodationRequest);

const DURING = { at: '2026-03-12T02:00:00.000Z' };
const AFTER = { at: '2026-03-25T02:00:00.000Z' };
const checkIn = (at = ARRIVED): RequestCommand => ({ type: 'CheckIn', data: { at } });
const checkOut = (at = LEFT): RequestCommand => ({ type: 'CheckOut', data: { at } });
const noShow: RequestCommand = { type: 'RecordNoShow', data: {} };
const extend = (over: Partial<ExtendStay['data']> = {}): ExtendStay => ({
  type: 'ExtendStay',
  data: { bookingId: 'offer-1', to: '2026-03-25', previousTo: nights.to, change: 1, ...over },
});
const shorten = (to: string): RequestCommand => ({ type: 'ShortenStay', data: { to } });
const transfer = (over: Partial<TransferStay['data']> = {}): TransferStay => ({
  type: 'TransferStay',
  data: {
    bookingId: 'move-1',
    unitId: 'unit-2',
    fromBookingId: 'offer-1',
    on: '2026-03-15',
    to: nights.to,
    change: 1,
    ...over,
  },
});
const change = (over: Partial<StayChange>): StayChange => ({
  ...ref,
  ...nights,
  previousTo: nights.to,
  change: 1,
  legs: [leg],
  unused: [],
  ...over,
});
const first = { ...leg, to: '2026-03-15' };
const second = { bookingId: 'move-1', unitId: 'unit-2', from: '2026-03-15', to: nights.to };
const moved: RequestEvent = {
  type: 'StayTransferred',
  data: { ...change({ legs: [first, second] }), on: '2026-03-15', left: leg },
};

describe('arriving', () => {
  it('is recorded once, within the stay and not ahead of time', () => {
    given(...lives.booked)
      .when(checkIn(), AFTER)
      .then(checkedIn)
      .againNothing();
    given(...lives['checked-in'])
      .when(checkIn('2026-03-10T07:00:00.000Z'), AFTER)
      .thenRefused('already-checked-in');
    given(...lives.booked)
      .when(checkIn(), { at: '2026-03-10T05:59:59.999Z' })
      .thenRefused('in-the-future');
    given(...lives.offered)
      .when(checkIn(), AFTER)
      .thenRefused('not-booked');
  });

  it.each(['2026-03-09T15:59:59.999Z', '2026-03-19T16:00:00.000Z'])(
    'at %s, which in UTC+8 is not a night of the stay, is refused',
    (at) => {
      given(...lives.booked)
        .when(checkIn(at), AFTER)
        .thenRefused('outside-the-stay', nights);
    },
  );

  it('on the first evening in UTC+8 is in time', () => {
    given(...lives.booked)
      .when(checkIn('2026-03-09T16:00:00.000Z'), AFTER)
      .thenTypes('GuestCheckedIn');
  });
});

describe('leaving', () => {
  it('is recorded once, after the arrival and not after the stay', () => {
    given(...lives['checked-in'])
      .when(checkOut(), AFTER)
      .then(checkedOut)
      .againNothing();
    given(...lives.departed)
      .when(checkOut('2026-03-20T03:00:00.000Z'), AFTER)
      .thenRefused('already-checked-out');
    given(...lives['checked-in'])
      .when(checkOut(), DURING)
      .thenRefused('in-the-future');
    given(...lives['checked-in'])
      .when(checkOut('2026-03-10T05:00:00.000Z'), AFTER)
      .thenRefused('outside-the-stay');
    given(...lives['checked-in'])
      .when(checkOut('2026-03-21T02:00:00.000Z'), AFTER)
      .thenRefused('outside-the-stay');
    given(...lives.booked)
      .when(checkOut(), AFTER)
      .thenRefused('not-checked-in');
  });

  it('before a move gives back the unit that was never moved into', () => {
    given(...lives['checked-in'], moved)
      .when(checkOut('2026-03-14T02:00:00.000Z'), AFTER)
      .then({
        type: 'GuestCheckedOut',
        data: {
          ...ref,
          ...first,
          to: '2026-03-14',
          at: '2026-03-14T02:00:00.000Z',
          unused: [second],
        },
      });
  });
});

describe('not coming', () => {
  it('can be said from the day of arrival on', () => {
    given(...lives.booked)
      .when(noShow, { at: '2026-03-09T16:00:00.000Z' })
      .then(missed);
    given(...lives['no-show'])
      .when(noShow)
      .thenNothing();
    given(...lives.booked)
      .when(noShow, { at: '2026-03-09T15:59:59.999Z' })
      .thenRefused('stay-not-begun');
    given(...lives['checked-in'])
      .when(noShow, AFTER)
      .thenRefused('not-booked');
  });
});

describe('extending', () => {
  const to = '2026-03-25';

  it('follows the unit', () => {
    given(...lives['checked-in'])
      .when(extend(), DURING)
      .then({ type: 'StayExtended', data: change({ to, legs: [{ ...leg, to }] }) })
      .againNothing();
  });

  it('is refused where it would be none, or too much', () => {
    given(...lives.booked)
      .when(extend({ to: '2026-03-19' }))
      .thenRefused('not-later');
    given(...lives.booked)
      .when(extend({ to: '2032-01-01' }))
      .thenRefused('stay-too-long');
    given(...lives.departed)
      .when(extend())
      .thenRefused('no-stay');
  });

  it('is refused of a stay that has changed since the unit gave the nights', () => {
    given(...lives.booked)
      .when(extend({ previousTo: '2026-03-18' }))
      .thenRefused('stay-changed');
    given(...lives.booked)
      .when(extend({ change: 2 }))
      .thenRefused('stay-changed');
    given(...lives.booked, moved)
      .when(extend({ change: 2 }))
      .thenRefused('stay-changed');
  });
});

describe('shortening', () => {
  it('frees the nights that follow', () => {
    given(...lives.booked)
      .when(shorten('2026-03-15'))
      .then({ type: 'StayShortened', data: change({ to: '2026-03-15', legs: [first] }) })
      .againNothing();
  });

  it('before a move gives back the unit that was never moved into', () => {
    const to = '2026-03-13';
    given(...lives.booked, moved)
      .when(shorten(to))
      .then({
        type: 'StayShortened',
        data: change({ to, change: 2, legs: [{ ...leg, to }], unused: [second] }),
      });
  });

  it('is refused where it would be none, or takes back nights that were spent', () => {
    given(...lives.booked)
      .when(shorten('2026-03-21'))
      .thenRefused('not-earlier');
    given(...lives.booked)
      .when(shorten('2026-03-10'))
      .thenRefused('outside-the-stay');
    given(...lives['checked-in'])
      .when(shorten('2026-03-11'), DURING)
      .thenRefused('nights-already-spent');
    given(...lives.cancelled)
      .when(shorten('2026-03-15'))
      .thenRefused('no-stay');
  });
});

describe('moving to another unit', () => {
  it('keeps the nights before it in the old one', () => {
    given(...lives['checked-in'])
      .when(transfer(), DURING)
      .then(moved)
      .againNothing();
  });

  it('from the first night on leaves nothing of the old one', () => {
    const whole = { ...second, from: nights.from };
    given(...lives.booked)
      .when(transfer({ on: nights.from }))
      .then({
        type: 'StayTransferred',
        data: { ...change({ legs: [whole], unused: [leg] }), on: nights.from, left: leg },
      });
  });

  it('is refused outside the stay, into the past, or of a stay that has changed', () => {
    given(...lives.booked)
      .when(transfer({ on: nights.to }))
      .thenRefused('outside-the-stay');
    given(...lives['checked-in'])
      .when(transfer({ on: '2026-03-11' }), DURING)
      .thenRefused('nights-already-spent');
    given(...lives.booked)
      .when(transfer({ to: '2026-03-19' }))
      .thenRefused('stay-changed');
    given(...lives.booked)
      .when(transfer({ fromBookingId: 'x' }))
      .thenRefused('stay-changed');
    given(...lives.assessed)
      .when(transfer())
      .thenRefused('no-stay');
  });
});
