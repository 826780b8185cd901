import { specOf } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import type { RequestCommand, RequestCommandData } from './commands';
import {
  accepted,
  confirmed,
  declined,
  DUE,
  expired,
  histories,
  nights,
  offered,
  offerRef,
  reason,
} from './exemplars';

const { given } = specOf(accommodationRequest);

const BEFORE = '2026-03-04T01:59:59.999Z';
const offer = (over: Partial<RequestCommandData['OfferUnit']> = {}): RequestCommand => ({
  type: 'OfferUnit',
  data: { ...offerRef, expiresAt: DUE, expiresInHours: 48, ...over },
});
const accept = (over: Partial<RequestCommandData['AcceptOffer']> = {}): RequestCommand => ({
  type: 'AcceptOffer',
  data: { ...offerRef, ...nights, bookedAt: BEFORE, ...over },
});
const decline: RequestCommand = { type: 'DeclineOffer', data: { reason } };
const expire: RequestCommand = { type: 'ExpireOffer', data: { offerId: 'offer-1' } };

describe('an offer', () => {
  it('is made to a talent who was assessed or waits', () => {
    given(...histories.assessed)
      .when(offer())
      .then(offered)
      .againNothing();
    given(...histories.waitlisted)
      .when(offer())
      .then(offered);
    given(...histories.submitted)
      .when(offer())
      .thenRefused('not-ready-for-offer');
    given(...histories.booked)
      .when(offer())
      .thenRefused('not-ready-for-offer');
  });

  it('of the same unit for as long is the same offer, any other is one too many', () => {
    given(...histories.offered)
      .when(offer({ offerId: 'offer-2' }))
      .thenNothing();
    given(...histories.offered)
      .when(offer({ unitId: 'unit-2' }))
      .thenRefused('already-offered');
    given(...histories.offered)
      .when(offer({ expiresInHours: 24 }))
      .thenRefused('already-offered');
  });

  it('is not made of a hold that is over by then', () => {
    given(...histories.assessed)
      .when(offer(), { at: DUE })
      .thenRefused('offer-expired');
  });
});

describe('accepting', () => {
  it('passes through accepted to booked', () => {
    given(...histories.offered)
      .when(accept())
      .then(accepted, confirmed)
      .thenState((state) => expect(state).toMatchObject({ status: 'booked', stay: nights }))
      .againNothing();
  });

  it('counts from when the unit was booked, however late this is written', () => {
    given(...histories.offered)
      .when(accept(), { at: '2026-03-09T00:00:00.000Z' })
      .thenTypes('OfferAccepted', 'BookingConfirmed');
    given(...histories.offered)
      .when(accept({ bookedAt: DUE }))
      .thenRefused('offer-expired');
  });

  it('finds nothing to accept where no offer is open, or another one', () => {
    given(...histories.assessed)
      .when(accept())
      .thenRefused('not-offered');
    given(...histories.offered, declined)
      .when(accept())
      .thenRefused('offer-declined');
    given(...histories.offered, expired)
      .when(accept())
      .thenRefused('offer-expired');
    given(...histories.offered)
      .when(accept({ offerId: 'offer-2' }))
      .thenRefused('not-offered');
  });

  it('of a stay that has gone on since changes nothing', () => {
    given(...histories['checked-in'])
      .when(accept())
      .thenNothing();
    given(...histories.departed)
      .when(accept())
      .thenNothing();
  });
});

describe('declining', () => {
  it('brings the request back to assessed', () => {
    given(...histories.offered)
      .when(decline, { at: BEFORE })
      .then(declined)
      .thenState((state) => expect(state.status).toBe('assessed'))
      .againNothing();
  });

  it('is too late once the offer is over, whether or not that was written', () => {
    given(...histories.offered)
      .when(decline, { at: DUE })
      .thenRefused('offer-expired');
    given(...histories.offered, expired)
      .when(decline)
      .thenRefused('offer-expired');
    given(...histories.submitted)
      .when(decline)
      .thenRefused('not-offered');
  });
});

describe('the unit says that the hold has expired', () => {
  it('and the request is back at assessed', () => {
    given(...histories.offered)
      .when(expire)
      .then(expired)
      .thenState((state) => expect(state.status).toBe('assessed'))
      .againNothing();
  });

  it('of an offer that is not open any more', () => {
    given(...histories.booked)
      .when(expire)
      .thenNothing();
    given(...histories.offered)
      .when({ type: 'ExpireOffer', data: { offerId: 'offer-0' } })
      .thenNothing();
  });
});
