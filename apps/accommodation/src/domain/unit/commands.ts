import type { CommandOf, Day } from '@talentloop/event-sourcing';
import type { HousingKind } from '../values/housing';
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

export interface UnitCommandData {
  RegisterUnit: UnitFacts;
  HoldUnit: Asker & Period & Party & { readonly offerId: string; readonly expiresInHours: number };
  /** Ends the hold of this offer if there is one; a unit that holds nothing accepts it too. */
  ReleaseHold: { readonly offerId: string; readonly because: ReleaseCause };
  ExpireHold: { readonly offerId: string };
  /** Turns the hold of this offer into a booking. */
  BookUnit: { readonly offerId: string };
  /** Books what is left of a stay that moves here from another unit. */
  BookTransfer: Asker &
    Period &
    Party & {
      readonly bookingId: string;
      readonly change: number;
      readonly transferFrom: TransferOrigin;
    };
  CancelUnitBooking: { readonly bookingId: string; readonly because: CancellationCause };
  ShortenBooking: { readonly bookingId: string; readonly to: Day; readonly change: number };
  /** `previousTo` is the end of the booking as the request knew it. */
  ExtendBooking: {
    readonly bookingId: string;
    readonly to: Day;
    readonly previousTo: Day;
    readonly change: number;
  };
  RecordArrival: { readonly bookingId: string; readonly on: Day };
  RecordDeparture: { readonly bookingId: string; readonly on: Day };
  TakeOutOfService: OutOfServicePeriod & { readonly reason: string };
  ReturnToService: object;
}

export type UnitCommandOf<T extends keyof UnitCommandData> = CommandOf<UnitCommandData, T>;
export type UnitCommand = CommandOf<UnitCommandData>;

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
