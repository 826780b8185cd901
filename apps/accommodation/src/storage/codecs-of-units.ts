import type { CategoryDefinition } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { PropertyEvent } from '../domain/property/events';
import type { UnitEvent } from '../domain/unit/events';
import { day, first, id, instant, kind, money, period, side } from './fields';

const days = z.int().min(0);
const unitRef = { unitId: id, propertyId: id, kind };
const asker = {
  requestId: id,
  talentId: id,
  centre: z.string(),
  client: z.string().exactOptional(),
};
const bookingRef = { ...unitRef, bookingId: id, requestId: id };
const bookingChange = { ...bookingRef, ...period, previousTo: day, change: z.int() };
const voidPeriod = { ...period, periodId: id };

/** What a house is called and where it stands is about no person, so nothing is sealed. */
export const propertyCodec: CategoryDefinition<PropertyEvent> = {
  category: 'property',
  events: {
    PropertyRegistered: first(
      'PropertyRegistered',
      z.object({
        propertyId: id,
        name: z.string(),
        kind,
        side,
        address: z.string(),
        turnaroundDays: days,
      }),
    ),
  },
};

/** Ids and codes only; the reasons of void periods are sealed under the unit's own key. */
export const unitCodec: CategoryDefinition<UnitEvent> = {
  category: 'unit',
  events: {
    UnitRegistered: first(
      'UnitRegistered',
      z.object({
        ...unitRef,
        side,
        label: z.string(),
        bedrooms: z.int(),
        sleeps: z.int(),
        features: z.array(z.string()),
        nightlyRate: money,
        turnaroundDays: days,
      }),
    ),
    UnitHeld: first(
      'UnitHeld',
      z.object({
        ...unitRef,
        ...asker,
        ...period,
        offerId: id,
        guests: z.int(),
        expiresAt: instant,
        expiresInHours: z.int(),
      }),
    ),
    HoldReleased: first(
      'HoldReleased',
      z.object({
        ...unitRef,
        offerId: id,
        requestId: id,
        because: z.enum(['declined', 'withdrawn', 'offer-refused']),
      }),
    ),
    HoldExpired: first(
      'HoldExpired',
      z.object({ ...unitRef, offerId: id, requestId: id, expiresAt: instant }),
    ),
    UnitBooked: first(
      'UnitBooked',
      z.object({
        ...bookingRef,
        ...asker,
        ...period,
        bookedAt: instant,
        change: z.int(),
        transferFrom: z.object({ unitId: id, bookingId: id }).exactOptional(),
      }),
    ),
    BookingCancelled: first(
      'BookingCancelled',
      z.object({
        ...bookingRef,
        because: z.enum([
          'cancelled',
          'no-show',
          'transferred',
          'acceptance-refused',
          'transfer-refused',
        ]),
      }),
    ),
    BookingShortened: first('BookingShortened', z.object(bookingChange)),
    BookingExtended: first('BookingExtended', z.object(bookingChange)),
    GuestArrived: first('GuestArrived', z.object({ ...bookingRef, on: day })),
    GuestDeparted: first('GuestDeparted', z.object({ ...bookingRef, ...period, on: day })),
    UnitTakenOutOfService: first('UnitTakenOutOfService', z.object({ ...unitRef, ...voidPeriod })),
    UnitReturnedToService: first(
      'UnitReturnedToService',
      z.object({ ...unitRef, on: day, periods: z.array(z.object(voidPeriod)) }),
    ),
  },
};
