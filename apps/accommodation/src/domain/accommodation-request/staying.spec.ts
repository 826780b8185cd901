import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { RequestCommand, RequestCommandData } from './commands';
import {
  ARRIVED,
  checkedIn,
  checkedOut,
  extended,
  firstLeg,
  histories,
  LEFT,
  leg,
  missed,
  moved,
  nights,
  ref,
  secondLeg,
  shortened,
  stayChange,
} from './exemplars';

const { given } = specOf(accommodationRequest);

const DURING = { at: '2026-03-12T02:00:00.000Z' };
const AFTER = { at: '2026-03-25T02:00:00.000Z' };
const checkIn = (at = ARRIVED): RequestCommand => ({ type: 'CheckIn', data: { at } });
const checkOut = (at = LEFT): RequestCommand => ({ type: 'CheckOut', data: { at } });
const noShow: RequestCommand = { type: 'RecordNoShow', data: {} };
const extend = (over: Partial<RequestCommandData['ExtendStay']> = {}): RequestCommand => ({
  type: 'ExtendStay',
  data: { bookingId: 'offer-1', to: '2026-03-25', previousTo: nights.to, change: 1, ...over },
});
const shorten = (to: string): RequestCommand => ({ type: 'ShortenStay', data: { to } });
const transfer = (over: Partial<RequestCommandData['TransferStay']> = {}): RequestCommand => ({
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

describe('arriving', () => {
  it('is recorded once, within the stay and not ahead of time', () => {
    given(...histories.booked)
      .when(checkIn(), AFTER)
      .then(checkedIn)
      .againNothing();
    given(...histories['checked-in'])
      .when(checkIn('2026-03-10T07:00:00.000Z'), AFTER)
      .thenRefused('already-checked-in');
    given(...histories.booked)
      .when(checkIn(), { at: '2026-03-10T05:59:59.999Z' })
      .thenRefused('in-the-future');
    given(...histories.offered)
      .when(checkIn(), AFTER)
      .thenRefused('not-booked');
  });

  it.each(['2026-03-09T15:59:59.999Z', '2026-03-19T16:00:00.000Z'])(
    'at %s, which in UTC+8 is not a night of the stay, is refused',
    (at) => {
      given(...histories.booked)
        .when(checkIn(at), AFTER)
        .thenRefused('outside-the-stay', nights);
    },
  );

  it('on the first evening in UTC+8 is in time', () => {
    given(...histories.booked)
      .when(checkIn('2026-03-09T16:00:00.000Z'), AFTER)
      .thenTypes('GuestCheckedIn');
  });
});

describe('leaving', () => {
  it('is recorded once, after the arrival and not after the stay', () => {
    given(...histories['checked-in'])
      .when(checkOut(), AFTER)
      .then(checkedOut)
      .againNothing();
    given(...histories.departed)
      .when(checkOut('2026-03-20T03:00:00.000Z'), AFTER)
      .thenRefused('already-checked-out');
    given(...histories['checked-in'])
      .when(checkOut(), DURING)
      .thenRefused('in-the-future');
    given(...histories['checked-in'])
      .when(checkOut('2026-03-10T05:00:00.000Z'), AFTER)
      .thenRefused('outside-the-stay');
    given(...histories['checked-in'])
      .when(checkOut('2026-03-21T02:00:00.000Z'), AFTER)
      .thenRefused('outside-the-stay');
    given(...histories.booked)
      .when(checkOut(), AFTER)
      .thenRefused('not-checked-in');
  });

  it('before a move gives back the unit that was never moved into', () => {
    given(...histories['checked-in'], moved)
      .when(checkOut('2026-03-14T02:00:00.000Z'), AFTER)
      .then({
        type: 'GuestCheckedOut',
        data: {
          ...ref,
          ...firstLeg,
          to: '2026-03-14',
          at: '2026-03-14T02:00:00.000Z',
          unused: [secondLeg],
        },
      });
  });
});

describe('not coming', () => {
  it('can be said from the day of arrival on', () => {
    given(...histories.booked)
      .when(noShow, { at: '2026-03-09T16:00:00.000Z' })
      .then(missed);
    given(...histories['no-show'])
      .when(noShow)
      .thenNothing();
    given(...histories.booked)
      .when(noShow, { at: '2026-03-09T15:59:59.999Z' })
      .thenRefused('stay-not-begun');
    given(...histories['checked-in'])
      .when(noShow, AFTER)
      .thenRefused('not-booked');
  });
});

describe('extending', () => {
  it('follows the unit', () => {
    given(...histories['checked-in'])
      .when(extend(), DURING)
      .then(extended)
      .againNothing();
  });

  it('is refused where it would be none, or too much', () => {
    given(...histories.booked)
      .when(extend({ to: '2026-03-19' }))
      .thenRefused('not-later');
    given(...histories.booked)
      .when(extend({ to: '2032-01-01' }))
      .thenRefused('stay-too-long');
    given(...histories.departed)
      .when(extend())
      .thenRefused('no-stay');
  });

  it('is refused of a stay that has changed since the unit gave the nights', () => {
    given(...histories.booked)
      .when(extend({ previousTo: '2026-03-18' }))
      .thenRefused('stay-changed');
    given(...histories.booked)
      .when(extend({ change: 2 }))
      .thenRefused('stay-changed');
    given(...histories.booked, moved)
      .when(extend({ change: 2 }))
      .thenRefused('stay-changed');
  });
});

describe('shortening', () => {
  it('frees the nights that follow', () => {
    given(...histories.booked)
      .when(shorten('2026-03-15'))
      .then(shortened)
      .againNothing();
  });

  it('before a move gives back the unit that was never moved into', () => {
    const to = '2026-03-13';
    given(...histories.booked, moved)
      .when(shorten(to))
      .then({
        type: 'StayShortened',
        data: stayChange({ to, change: 2, legs: [{ ...leg, to }], unused: [secondLeg] }),
      });
  });

  it('is refused where it would be none, or takes back nights that were spent', () => {
    given(...histories.booked)
      .when(shorten('2026-03-21'))
      .thenRefused('not-earlier');
    given(...histories.booked)
      .when(shorten('2026-03-10'))
      .thenRefused('outside-the-stay');
    given(...histories['checked-in'])
      .when(shorten('2026-03-11'), DURING)
      .thenRefused('nights-already-spent');
    given(...histories.cancelled)
      .when(shorten('2026-03-15'))
      .thenRefused('no-stay');
  });
});

describe('moving to another unit', () => {
  it('keeps the nights before it in the old one', () => {
    given(...histories['checked-in'])
      .when(transfer(), DURING)
      .then(moved)
      .againNothing();
  });

  it('from the first night on leaves nothing of the old one', () => {
    const whole = { ...secondLeg, from: nights.from };
    given(...histories.booked)
      .when(transfer({ on: nights.from }))
      .then({
        type: 'StayTransferred',
        data: { ...stayChange({ legs: [whole], unused: [leg] }), on: nights.from, left: leg },
      });
  });

  it('is refused outside the stay, into the past, or of a stay that has changed', () => {
    given(...histories.booked)
      .when(transfer({ on: nights.to }))
      .thenRefused('outside-the-stay');
    given(...histories['checked-in'])
      .when(transfer({ on: '2026-03-11' }), DURING)
      .thenRefused('nights-already-spent');
    given(...histories.booked)
      .when(transfer({ to: '2026-03-19' }))
      .thenRefused('stay-changed');
    given(...histories.booked)
      .when(transfer({ fromBookingId: 'x' }))
      .thenRefused('stay-changed');
    given(...histories.assessed)
      .when(transfer())
      .thenRefused('no-stay');
  });
});
