import { alreadySo, isRejection, reject } from '@talentloop/event-sourcing';
import type { OfferRef } from '../events';
import { openOffer, refOf } from '../state';
import type { RequestRules } from './guards';

const offerRefOf = ({ offerId, unitId }: OfferRef): OfferRef => ({ offerId, unitId });

type OfferCommand = 'OfferUnit' | 'AcceptOffer' | 'DeclineOffer' | 'ExpireOffer';

export const offering: RequestRules<OfferCommand> = {
  OfferUnit: (data, state, { at }) => {
    if (state.status === 'offered') {
      const { unitId, expiresInHours } = state.offer;
      const isSame = unitId === data.unitId && expiresInHours === data.expiresInHours;
      return isSame ? alreadySo : reject('already-offered');
    }
    if (state.status !== 'assessed' && state.status !== 'waitlisted')
      return reject('not-ready-for-offer');
    if (data.expiresAt <= at) return reject('offer-expired');
    return [{ type: 'OfferMade', data: { ...refOf(state), ...data } }];
  },
  /** In time if the unit was booked in time, however late this second step is recorded. */
  AcceptOffer: ({ offerId, unitId, from, to, bookedAt }, state) => {
    const isAccepted =
      'stay' in state && state.stay.legs.some(({ bookingId }) => bookingId === offerId);
    if (isAccepted) return alreadySo;
    const offer = openOffer(state, bookedAt);
    if (isRejection(offer)) return offer;
    if (offer.offerId !== offerId) return reject('not-offered');
    const confirmed = { ...refOf(state), bookingId: offerId, unitId, from, to };
    return [
      { type: 'OfferAccepted', data: { ...refOf(state), ...offerRefOf(offer) } },
      { type: 'BookingConfirmed', data: confirmed },
    ];
  },
  DeclineOffer: ({ reason }, state, { at }) => {
    const isDeclined = state.status === 'assessed' && state.pastOffer?.outcome === 'declined';
    if (isDeclined) return alreadySo;
    const offer = openOffer(state, at);
    if (isRejection(offer)) return offer;
    return [{ type: 'OfferDeclined', data: { ...refOf(state), ...offerRefOf(offer) }, reason }];
  },
  ExpireOffer: ({ offerId }, state) => {
    if (state.status !== 'offered' || state.offer.offerId !== offerId) return alreadySo;
    return [{ type: 'OfferExpired', data: { ...refOf(state), ...offerRefOf(state.offer) } }];
  },
};
