import type { Day, EventOf, Instant } from '@talentloop/event-sourcing';
import type { HousingKind, Money, Side } from '../values/housing';

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

/** The unit and the booking that a guest leaves when a stay moves here. */
export interface TransferOrigin {
  readonly unitId: string;
  readonly bookingId: string;
}

interface HoldRef extends UnitRef {
  readonly offerId: string;
  readonly requestId: string;
}

export interface BookingRef extends UnitRef {
  readonly bookingId: string;
  readonly requestId: string;
}

/** `change` numbers the changes of one stay, so that a unit recognises an overtaken one. */
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

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface UnitEventData {
  UnitRegistered: UnitFacts;
  UnitHeld: UnitRef &
    Asker &
    Period & {
      readonly offerId: string;
      readonly guests: number;
      readonly expiresAt: Instant;
      readonly expiresInHours: number;
    };
  HoldReleased: HoldRef & { readonly because: ReleaseCause };
  HoldExpired: HoldRef & { readonly expiresAt: Instant };
  /** A booking made from a hold has the offer's id; a transfer says where the guest comes from. */
  UnitBooked: BookingRef &
    Asker &
    Period & {
      readonly bookedAt: Instant;
      readonly change: number;
      readonly transferFrom?: TransferOrigin;
    };
  BookingCancelled: BookingRef & { readonly because: CancellationCause };
  BookingShortened: BookingChange;
  BookingExtended: BookingChange;
  GuestArrived: BookingRef & { readonly on: Day };
  /** Leaving early frees the nights that follow: `to` is then the day of leaving. */
  GuestDeparted: BookingRef & Period & { readonly on: Day };
  UnitTakenOutOfService: UnitRef & OutOfServicePeriod;
  /** `periods` end by this event, each with its new end: where that is `from`, no night is left. */
  UnitReturnedToService: UnitRef & {
    readonly on: Day;
    readonly periods: readonly OutOfServicePeriod[];
  };
}

export type UnitEventType = keyof UnitEventData;
export type UnitEventOf<T extends UnitEventType> = EventOf<UnitEventData, T>;
export type UnitEvent = EventOf<UnitEventData>;
