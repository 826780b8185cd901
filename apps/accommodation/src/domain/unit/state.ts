import type { Day, Instant } from '@talentloop/event-sourcing';
import type { Asker, BookingRef, Period, TransferOrigin, UnitFacts, UnitRef } from './events';

/** A unit kept for an offer until its deadline. */
export interface Hold extends Asker, Period {
  readonly entry: 'hold';
  /** The offer's id. */
  readonly id: string;
  readonly expiresAt: Instant;
}

/** A unit taken for a stay, arrived at and left as far as is recorded. */
export interface Booking extends Asker, Period {
  readonly entry: 'booking';
  readonly id: string;
  readonly bookedAt: Instant;
  readonly change: number;
  readonly arrivedOn?: Day;
  readonly departedOn?: Day;
  readonly transferFrom?: TransferOrigin;
}

/** A void period, in which no guest can stay. */
interface OutOfService extends Period {
  readonly entry: 'out-of-service';
  readonly id: string;
}

export type CalendarEntry = Hold | Booking | OutOfService;
export type Calendar = readonly CalendarEntry[];

/** How a hold or booking that is no longer in the calendar came to its end. */
export type Ending = 'released' | 'expired' | 'cancelled';

export interface RegisteredUnit extends UnitFacts {
  readonly status: 'registered';
  readonly calendar: Calendar;
  /** By the id of the offer or the booking. */
  readonly ended: Readonly<Record<string, Ending>>;
}

export type UnitState = { readonly status: 'none' } | RegisteredUnit;

export const refOf = ({ unitId, propertyId, kind }: UnitRef): UnitRef => ({
  unitId,
  propertyId,
  kind,
});

export const bookingRefOf = (state: UnitRef, { id, requestId }: Booking): BookingRef => ({
  ...refOf(state),
  bookingId: id,
  requestId,
});

export const findHold = (state: RegisteredUnit, offerId: string): Hold | undefined =>
  state.calendar.find((entry): entry is Hold => entry.entry === 'hold' && entry.id === offerId);

export const findBooking = (state: RegisteredUnit, bookingId: string): Booking | undefined =>
  state.calendar.find(
    (entry): entry is Booking => entry.entry === 'booking' && entry.id === bookingId,
  );

/** Void periods that are running or still to come on that day. */
export const openPeriods = (state: RegisteredUnit, today: Day): readonly OutOfService[] =>
  state.calendar.filter(
    (entry): entry is OutOfService => entry.entry === 'out-of-service' && entry.to > today,
  );

/** A hold is over at its deadline, whether or not a HoldExpired was recorded. */
export const hasLapsed = (entry: CalendarEntry, at: Instant): entry is Hold =>
  entry.entry === 'hold' && entry.expiresAt <= at;

/** Whether this offer or booking was ever the unit's, whatever became of it. */
export const isKnownTo = (state: UnitState, id: string): boolean =>
  state.status === 'registered' &&
  (state.ended[id] !== undefined || state.calendar.some((entry) => entry.id === id));
