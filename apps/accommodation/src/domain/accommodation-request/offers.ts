import {
  type DecisionContext,
  type Instant,
  isRejection,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import type { AcceptOffer, DeclineOffer, ExpireOffer, OfferCommand, OfferUnit } from './commands';
import type { OfferRef } from './events';
import { type MadeRequest, type Offer, refOf, type RequestDecision } from './request-state';

export const decideOffer = (
  state: MadeRequest,
  command: OfferCommand,
  context: DecisionContext,
): RequestDecision => {
  switch (command.type) {
    case 'OfferUnit':
      return offerUnit(state, command.data, context);
    case 'AcceptOffer':
      return acceptOffer(state, command.data);
    case 'DeclineOffer':
      return declineOffer(state, command.data, context);
    case 'ExpireOffer':
      return expireOffer(state, command.data);
  }
};

const offerRefOf = ({ offerId, unitId }: OfferRef): OfferRef => ({ offerId, unitId });

const offerUnit = (
  state: MadeRequest,
  offer: OfferUnit['data'],
  { at }: DecisionContext,
): RequestDecision => {
  if (state.status === 'offered') {
    const { unitId, expiresInHours } = state.offer;
    const isSame = unitId === offer.unitId && expiresInHours === offer.expiresInHours;
    return isSame ? [] : reject('already-offered');
  }
  if (state.status !== 'assessed' && state.status !== 'waitlisted')
    return reject('not-ready-for-offer');
  if (offer.expiresAt <= at) return reject('offer-expired');
  return [{ type: 'OfferMade', data: { ...refOf(state), ...offer } }];
};

/** The offer that can still be answered at that moment, or why none can. */
export const openOffer = (
  state: MadeRequest,
  at: Instant,
): Offer | Rejection<'not-offered' | 'offer-expired' | 'offer-declined'> => {
  if (state.status === 'offered')
    return at < state.offer.expiresAt ? state.offer : reject('offer-expired');
  const past = state.status === 'assessed' ? state.pastOffer?.outcome : undefined;
  if (past === 'expired') return reject('offer-expired');
  return past === 'declined' ? reject('offer-declined') : reject('not-offered');
};

/** The unit was booked in time, whenever this is written: the moment that counts is `bookedAt`. */
const acceptOffer = (state: MadeRequest, accepted: AcceptOffer['data']): RequestDecision => {
  const { offerId, unitId, from, to, bookedAt } = accepted;
  if ('stay' in state && state.stay.legs.some(({ bookingId }) => bookingId === offerId)) return [];
  const offer = openOffer(state, bookedAt);
  if (isRejection(offer)) return offer;
  if (offer.offerId !== offerId) return reject('not-offered');
  const confirmed = { ...refOf(state), bookingId: offerId, unitId, from, to };
  return [
    { type: 'OfferAccepted', data: { ...refOf(state), ...offerRefOf(offer) } },
    { type: 'BookingConfirmed', data: confirmed },
  ];
};

const declineOffer = (
  state: MadeRequest,
  { reason }: DeclineOffer['data'],
  { at }: DecisionContext,
): RequestDecision => {
  if (state.status === 'assessed' && state.pastOffer?.outcome === 'declined') return [];
  const offer = openOffer(state, at);
  if (isRejection(offer)) return offer;
  return [{ type: 'OfferDeclined', data: { ...refOf(state), ...offerRefOf(offer) }, reason }];
};

const expireOffer = (state: MadeRequest, { offerId }: ExpireOffer['data']): RequestDecision => {
  if (state.status !== 'offered' || state.offer.offerId !== offerId) return [];
  return [{ type: 'OfferExpired', data: { ...refOf(state), ...offerRefOf(state.offer) } }];
};
