import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { AcceptOffer, OfferUnit, RequestCommand } from './commands';
import {
  accepted,
  confirmed,
  declined,
  DUE,
  expired,
  lives,
  nights,
  offered,
  offerRef,
} from './request.fixtures';

const { given } = specOf(accommodationRequest);

const BEFORE = '2026-03-04T01:59:59.999Z';
const offer = (over: Partial<OfferUnit['data']> = {}): OfferUnit => ({
  type: 'OfferUnit',
  data: { ...offerRef, expiresAt: DUE, expiresInHours: 48, ...over },
});
const accept = (over: Partial<AcceptOffer['data']> = {}): AcceptOffer => ({
  type: 'AcceptOffer',
  data: { ...offerRef, ...nights, bookedAt: BEFORE, ...over },
});
const decline: RequestCommand = { type: 'DeclineOffer', data: { reason: 'Too far away.' } };
const expire: RequestCommand = { type: 'ExpireOffer', data: { offerId: 'offer-1' } };

describe('an offer', () => {
  it('is made to who was assessed or waits', () => {
    given(...lives.assessed)
      .when(offer())
      .then(offered)
      .againNothing();
    given(...lives.waitlisted)
      .when(offer())
      .then(offered);
    given(...lives.submitted)
      .when(offer())
      .thenRefused('not-ready-for-offer');
    given(...lives.booked)
      .when(offer())
      .thenRefused('not-ready-for-offer');
  });

  it('of the same unit for as long is the same offer, any other is one too many', () => {
    given(...lives.offered)
      .when(offer({ offerId: 'offer-2' }))
      .thenNothing();
    given(...lives.offered)
      .when(offer({ unitId: 'unit-2' }))
      .thenRefused('already-offered');
    given(...lives.offered)
      .when(offer({ expiresInHours: 24 }))
      .thenRefused('already-offered');
  });

  it('is not made of a hold that is over by then', () => {
    given(...lives.assessed)
      .when(offer(), { at: DUE })
      .thenRefused('offer-expired');
  });
});

describe('accepting', () => {
  it('passes through accepted to booked', () => {
    given(...lives.offered)
      .when(accept())
      .then(accepted, confirmed)
      .thenState((state) => expect(state).toMatchObject({ status: 'booked', stay: nights }))
      .againNothing();
  });

  it('counts from when the unit was booked, however late this is written', () => {
    given(...lives.offered)
      .when(accept(), { at: '2026-03-09T00:00:00.000Z' })
      .thenTypes('OfferAccepted', 'BookingConfirmed');
    given(...lives.offered)
      .when(accept({ bookedAt: DUE }))
      .thenRefused('offer-expired');
  });

  it('finds nothing to accept where no offer is open, or another one', () => {
    given(...lives.assessed)
      .when(accept())
      .thenRefused('not-offered');
    given(...lives.offered, declined)
      .when(accept())
      .thenRefused('offer-declined');
    given(...lives.offered, expired)
      .when(accept())
      .thenRefused('offer-expired');
    given(...lives.offered)
      .when(accept({ offerId: 'offer-2' }))
      .thenRefused('not-offered');
  });

  it('of a stay that has gone on since changes nothing', () => {
    given(...lives['checked-in'])
      .when(accept())
      .thenNothing();
    given(...lives.departed)
      .when(accept())
      .thenNothing();
  });
});

describe('declining', () => {
  it('brings the request back to assessed', () => {
    given(...lives.offered)
      .when(decline, { at: BEFORE })
      .then({ ...declined, reason: 'Too far away.' })
      .thenState((state) => expect(state.status).toBe('assessed'))
      .againNothing();
  });

  it('is too late once the offer is over, whether or not that was written', () => {
    given(...lives.offered)
      .when(decline, { at: DUE })
      .thenRefused('offer-expired');
    given(...lives.offered, expired)
      .when(decline)
      .thenRefused('offer-expired');
    given(...lives.submitted)
      .when(decline)
      .thenRefused('not-offered');
  });
});

describe('the unit says that the hold has expired', () => {
  it('and the request is back at assessed', () => {
    given(...lives.offered)
      .when(expire)
      .then(expired)
      .thenState((state) => expect(state.status).toBe('assessed'))
      .againNothing();
  });

  it('of an offer that is not open any more', () => {
    given(...lives.booked)
      .when(expire)
      .thenNothing();
    given(...lives.offered)
      .when({ type: 'ExpireOffer', data: { offerId: 'offer-0' } })
      .thenNothing();
  });
});
