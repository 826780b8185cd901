import type { Command, Day } from '@talentloop/event-sourcing';
import type { HousingKind } from '../housing';
import type {
  Asker,
  CancellationCause,
  OutOfServicePeriod,
  Period,
  ReleaseCause,
  TransferOrigin,
  UnitFacts,
} from './events';

/** What a guest needs of a unit before it can be theirs. */
export interface Party {
  readonly kind: HousingKind;
  readonly guests: number;
}

export type RegisterUnit = Command<'RegisterUnit', UnitFacts>;
export type HoldUnit = Command<
  'HoldUnit',
  Asker & Period & Party & { readonly offerId: string; readonly expiresInHours: number }
>;
/** Nothing is held any more that has this offer's id; asked for in any state. */
export type ReleaseHold = Command<
  'ReleaseHold',
  { readonly offerId: string; readonly because: ReleaseCause }
>;
export type ExpireHold = Command<'ExpireHold', { readonly offerId: string }>;
/** Turns the hold of this offer into a booking. */
export type BookUnit = Command<'BookUnit', { readonly offerId: string }>;
/** Books what is left of a stay that moves here from another unit. */
export type BookTransfer = Command<
  'BookTransfer',
  Asker &
    Period &
    Party & {
      readonly bookingId: string;
      readonly change: number;
      readonly transferFrom: TransferOrigin;
    }
>;
export type CancelUnitBooking = Command<
  'CancelUnitBooking',
  { readonly bookingId: string; readonly because: CancellationCause }
>;
export type ShortenBooking = Command<
  'ShortenBooking',
  { readonly bookingId: string; readonly to: Day; readonly change: number }
>;
/** `previousTo` is the end that the asker saw. */
export type ExtendBooking = Command<
  'ExtendBooking',
  {
    readonly bookingId: string;
    readonly to: Day;
    readonly previousTo: Day;
    readonly change: number;
  }
>;
export type RecordArrival = Command<
  'RecordArrival',
  { readonly bookingId: string; readonly on: Day }
>;
export type RecordDeparture = Command<
  'RecordDeparture',
  { readonly bookingId: string; readonly on: Day }
>;
export type TakeOutOfService = Command<
  'TakeOutOfService',
  OutOfServicePeriod & { readonly reason: string }
>;
export type ReturnToService = Command<'ReturnToService', Record<string, never>>;

export type UnitCommand =
  | RegisterUnit
  | HoldUnit
  | ReleaseHold
  | ExpireHold
  | BookUnit
  | BookTransfer
  | CancelUnitBooking
  | ShortenBooking
  | ExtendBooking
  | RecordArrival
  | RecordDeparture
  | TakeOutOfService
  | ReturnToService;

export const unitRejections = [
  'unit-not-registered',
  'unit-already-registered',
  'unit-of-another-kind',
  'unit-too-small',
  'unit-taken',
  'unit-out-of-service',
  'unit-dates-out-of-order',
  'hold-expired',
  'hold-released',
  'not-held',
  'booking-not-found',
  'booking-changed',
] as const;
export type UnitRejection = (typeof unitRejections)[number];
