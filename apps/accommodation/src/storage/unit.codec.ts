import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { UnitEvent } from '../domain/unit/events';
import { day, days, id, instant, kind, money, period, side } from './fields';

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

/** Ids and codes only; the reasons of void periods are sealed under the unit's own key. */
export const unitCodec: CategoryDefinition<UnitEvent> = {
  category: 'unit',
  events: {
    UnitRegistered: firstVersion(
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
    UnitHeld: firstVersion(
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
    HoldReleased: firstVersion(
      'HoldReleased',
      z.object({
        ...unitRef,
        offerId: id,
        requestId: id,
        because: z.enum(['declined', 'withdrawn', 'offer-refused']),
      }),
    ),
    HoldExpired: firstVersion(
      'HoldExpired',
      z.object({ ...unitRef, offerId: id, requestId: id, expiresAt: instant }),
    ),
    UnitBooked: firstVersion(
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
    BookingCancelled: firstVersion(
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
    BookingShortened: firstVersion('BookingShortened', z.object(bookingChange)),
    BookingExtended: firstVersion('BookingExtended', z.object(bookingChange)),
    GuestArrived: firstVersion('GuestArrived', z.object({ ...bookingRef, on: day })),
    GuestDeparted: firstVersion('GuestDeparted', z.object({ ...bookingRef, ...period, on: day })),
    UnitTakenOutOfService: firstVersion(
      'UnitTakenOutOfService',
      z.object({ ...unitRef, ...voidPeriod }),
    ),
    UnitReturnedToService: firstVersion(
      'UnitReturnedToService',
      z.object({ ...unitRef, on: day, periods: z.array(z.object(voidPeriod)) }),
    ),
  },
};
