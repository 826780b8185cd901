import type { CategoryDefinition } from '@talentloop/event-sourcing';
import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import type { RequestEvent } from '../domain/accommodation-request/events';
import {
  day,
  departure,
  first,
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
const about = <T extends string, S extends z.ZodRawShape>(type: T, fields: S) =>
  first(type, z.object({ ...ref, ...fields }));

/** Free text of a request is about its talent, so it is sealed under the talent's key. */
export const requestCodec: CategoryDefinition<RequestEvent> = {
  category: 'accommodationRequest',
  subject: ({ talentId }) => talentId,
  events: {
    AccommodationRequested: first(
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
    RequestSubmitted: about('RequestSubmitted', {}),
    AssessmentStarted: about('AssessmentStarted', {}),
    InformationRequested: first(
      'InformationRequested',
      z.object({ ...ref, items: freeTexts, message: freeText }),
      'items',
      'message',
    ),
    InformationProvided: first(
      'InformationProvided',
      z.object({
        ...ref,
        items: freeTexts.exactOptional(),
        message: freeText.exactOptional(),
      }),
      'items',
      'message',
    ),
    RequestAssessed: about('RequestAssessed', {
      points: z.int(),
      explanation: z.array(z.object({ rule: z.string(), points: z.int() })),
    }),
    RequestRefused: about('RequestRefused', { code: z.string() }),
    RequestWaitlisted: about('RequestWaitlisted', { points: z.int() }),
    OfferMade: about('OfferMade', { ...offerRef, expiresAt: instant, expiresInHours: z.int() }),
    OfferAccepted: about('OfferAccepted', offerRef),
    OfferDeclined: about('OfferDeclined', offerRef),
    OfferExpired: about('OfferExpired', offerRef),
    BookingConfirmed: about('BookingConfirmed', leg),
    GuestCheckedIn: about('GuestCheckedIn', { ...leg, at: instant }),
    GuestCheckedOut: about('GuestCheckedOut', { ...leg, at: instant, unused: legs }),
    NoShowRecorded: about('NoShowRecorded', { unused: legs }),
    StayExtended: first('StayExtended', z.object(stayChange)),
    StayShortened: first('StayShortened', z.object({ ...stayChange, ...because })),
    StayTransferred: first(
      'StayTransferred',
      z.object({ ...stayChange, on: day, left: z.object(leg) }),
    ),
    RequestWithdrawn: about('RequestWithdrawn', {
      offer: z.object(offerRef).exactOptional(),
      ...because,
    }),
    BookingCancelled: about('BookingCancelled', { unused: legs, ...because }),
  },
};
