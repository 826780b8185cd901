import type { Day, DomainEvent, Instant } from '@talentloop/event-sourcing';
import type { HousingKind, Money, Side } from '../housing';

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.

/** What every event of a unit says, so that a table of nights needs no look-up. */
export interface UnitRef {
  readonly unitId: string;
  readonly propertyId: string;
  readonly kind: HousingKind;
}

/** The nights from `from` to the one before `to`. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export interface UnitFacts extends UnitRef {
  readonly side: Side;
  readonly label: string;
  readonly bedrooms: number;
  readonly sleeps: number;
  readonly features: readonly string[];
  readonly nightlyRate: Money;
  readonly turnaroundDays: number;
}

/** For whom a unit is held or booked. */
export interface Asker {
  readonly requestId: string;
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
}

/** Where a guest comes from who moves within a stay. */
export interface TransferOrigin {
  readonly unitId: string;
  readonly bookingId: string;
}

export interface BookingRef extends UnitRef {
  readonly bookingId: string;
  readonly requestId: string;
}

/** `change` numbers the changes of one stay, so that a late effect of an earlier one is recognised. */
export interface BookingChange extends BookingRef, Period {
  readonly previousTo: Day;
  readonly change: number;
}

export interface OutOfServicePeriod extends Period {
  readonly periodId: string;
}

export type ReleaseCause = 'declined' | 'withdrawn' | 'offer-refused';
export type CancellationCause =
  'cancelled' | 'no-show' | 'transferred' | 'acceptance-refused' | 'transfer-refused';

export type UnitRegistered = DomainEvent<'UnitRegistered', UnitFacts>;
export type UnitHeld = DomainEvent<
  'UnitHeld',
  UnitRef &
    Asker &
    Period & {
      readonly offerId: string;
      readonly guests: number;
      readonly expiresAt: Instant;
      readonly expiresInHours: number;
    }
>;
export type HoldReleased = DomainEvent<
  'HoldReleased',
  UnitRef & { readonly offerId: string; readonly requestId: string; readonly because: ReleaseCause }
>;
export type HoldExpired = DomainEvent<
  'HoldExpired',
  UnitRef & { readonly offerId: string; readonly requestId: string; readonly expiresAt: Instant }
>;
/** Booked from a hold, the booking has the offer's id; a transfer names where the guest comes from. */
export type UnitBooked = DomainEvent<
  'UnitBooked',
  BookingRef &
    Asker &
    Period & {
      readonly bookedAt: Instant;
      readonly change: number;
      readonly transferFrom?: TransferOrigin;
    }
>;
export type BookingCancelled = DomainEvent<
  'BookingCancelled',
  BookingRef & { readonly because: CancellationCause }
>;
export type BookingShortened = DomainEvent<'BookingShortened', BookingChange>;
export type BookingExtended = DomainEvent<'BookingExtended', BookingChange>;
export type GuestArrived = DomainEvent<'GuestArrived', BookingRef & { readonly on: Day }>;
/** Leaving early frees the nights that follow: `to` is then the day of leaving. */
export type GuestDeparted = DomainEvent<
  'GuestDeparted',
  BookingRef & Period & { readonly on: Day }
>;
export type UnitTakenOutOfService = DomainEvent<
  'UnitTakenOutOfService',
  UnitRef & OutOfServicePeriod
>;
/** `periods` are those that end by it, each with its new end: none of its nights when that is `from`. */
export type UnitReturnedToService = DomainEvent<
  'UnitReturnedToService',
  UnitRef & { readonly on: Day; readonly periods: readonly OutOfServicePeriod[] }
>;

export type UnitEvent =
  | UnitRegistered
  | UnitHeld
  | HoldReleased
  | HoldExpired
  | UnitBooked
  | BookingCancelled
  | BookingShortened
  | BookingExtended
  | GuestArrived
  | GuestDeparted
  | UnitTakenOutOfService
  | UnitReturnedToService;
