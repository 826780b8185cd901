import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import type { RequestEvent } from '../domain/accommodation-request/events';
import {
  day,
  departure,
  freeText,
  freeTexts,
  id,
  instant,
  kind,
  money,
  period,
  side,
} from './fields';

const ref = {
  requestId: id,
  talentId: id,
  kind,
  centre: z.string(),
  client: z.string().exactOptional(),
};
const offerRef = { offerId: id, unitId: id };
const leg = { bookingId: id, unitId: id, ...period };
const legs = z.array(z.object(leg));
const stayChange = { ...ref, ...period, previousTo: day, change: z.int(), legs, unused: legs };
const because = { because: departure.exactOptional() };
const texts = z.array(z.string());
const preferences = z.object({
  features: texts.exactOptional(),
  accessibility: texts.exactOptional(),
  side: side.exactOptional(),
  note: z.string().exactOptional(),
});
const talent = z.object({
  origin: z.string().exactOptional(),
  scheme: z.string().exactOptional(),
  sponsored: z.boolean(),
});
/** An event that says of its request which one it is, and `fields`. */
const ofRequest = <T extends string, S extends z.ZodRawShape>(type: T, fields: S) =>
  firstVersion(type, z.object({ ...ref, ...fields }));

/** Free text of a request is about its talent, so it is sealed under the talent's key. */
export const requestCodec: CategoryDefinition<RequestEvent> = {
  category: 'accommodationRequest',
  subject: ({ talentId }) => talentId,
  events: {
    AccommodationRequested: firstVersion(
      'AccommodationRequested',
      z.object({
        ...ref,
        ...period,
        guests: z.int(),
        budget: money.exactOptional(),
        preferences: personal(preferences).exactOptional(),
        talent,
      }),
      'preferences',
    ),
    RequestSubmitted: ofRequest('RequestSubmitted', {}),
    AssessmentStarted: ofRequest('AssessmentStarted', {}),
    InformationRequested: firstVersion(
      'InformationRequested',
      z.object({ ...ref, items: freeTexts, message: freeText }),
      'items',
      'message',
    ),
    InformationProvided: firstVersion(
      'InformationProvided',
      z.object({
        ...ref,
        items: freeTexts.exactOptional(),
        message: freeText.exactOptional(),
      }),
      'items',
      'message',
    ),
    RequestAssessed: ofRequest('RequestAssessed', {
      points: z.int(),
      explanation: z.array(z.object({ rule: z.string(), points: z.int() })),
    }),
    RequestRefused: ofRequest('RequestRefused', { code: z.string() }),
    RequestWaitlisted: ofRequest('RequestWaitlisted', { points: z.int() }),
    OfferMade: ofRequest('OfferMade', { ...offerRef, expiresAt: instant, expiresInHours: z.int() }),
    OfferAccepted: ofRequest('OfferAccepted', offerRef),
    OfferDeclined: ofRequest('OfferDeclined', offerRef),
    OfferExpired: ofRequest('OfferExpired', offerRef),
    BookingConfirmed: ofRequest('BookingConfirmed', leg),
    GuestCheckedIn: ofRequest('GuestCheckedIn', { ...leg, at: instant }),
    GuestCheckedOut: ofRequest('GuestCheckedOut', { ...leg, at: instant, unused: legs }),
    NoShowRecorded: ofRequest('NoShowRecorded', { unused: legs }),
    StayExtended: firstVersion('StayExtended', z.object(stayChange)),
    StayShortened: firstVersion('StayShortened', z.object({ ...stayChange, ...because })),
    StayTransferred: firstVersion(
      'StayTransferred',
      z.object({ ...stayChange, on: day, left: z.object(leg) }),
    ),
    RequestWithdrawn: ofRequest('RequestWithdrawn', {
      offer: z.object(offerRef).exactOptional(),
      ...because,
    }),
    BookingCancelled: ofRequest('BookingCancelled', { unused: legs, ...because }),
  },
};
