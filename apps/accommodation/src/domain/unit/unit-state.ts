import { type Rejection, reject } from '@talentloop/event-sourcing';
import { type Booking, type CalendarEntry, obstacleTo } from './calendar';
import type { Calendar } from './calendar';
import type { Party, UnitRejection } from './commands';
import type { BookingRef, Period, UnitEvent, UnitFacts, UnitRef } from './events';

/** How a hold or booking that is no longer in the calendar came to its end. */
export type Ending = 'released' | 'expired' | 'cancelled';

export interface RegisteredUnit extends UnitFacts {
  readonly status: 'registered';
  readonly calendar: Calendar;
  /** By the id of the offer or the booking. */
  readonly ended: Readonly<Record<string, Ending>>;
}

export type UnitState = { readonly status: 'none' } | RegisteredUnit;

export type UnitDecision = readonly UnitEvent[] | Rejection<UnitRejection>;

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

export const findBooking = (state: RegisteredUnit, bookingId: string): Booking | undefined =>
  state.calendar.find(
    (entry): entry is Booking => entry.entry === 'booking' && entry.id === bookingId,
  );

/** Why these nights cannot be had, if they cannot. */
export const refusedNights = (
  state: RegisteredUnit,
  wanted: Pick<CalendarEntry, 'entry' | 'from' | 'to'>,
  except?: string,
): Rejection<UnitRejection> | undefined => {
  if (wanted.from >= wanted.to) return reject('unit-dates-out-of-order');
  const obstacle = obstacleTo(wanted, state.calendar, state.turnaroundDays, except);
  if (!obstacle) return undefined;
  return reject(obstacle.entry === 'out-of-service' ? 'unit-out-of-service' : 'unit-taken', {
    from: obstacle.from,
    to: obstacle.to,
  });
};

/** Why this unit is not for this party on these nights, if it is not. */
export const refusedStay = (
  state: RegisteredUnit,
  { kind, guests, from, to }: Party & Period,
): Rejection<UnitRejection> | undefined => {
  if (kind !== state.kind) return reject('unit-of-another-kind', { kind: state.kind });
  if (guests > state.sleeps) return reject('unit-too-small', { sleeps: state.sleeps });
  return refusedNights(state, { entry: 'booking', from, to });
};

/** Whether this offer or booking was ever the unit's, whatever became of it. */
export const isKnownTo = (state: UnitState, id: string): boolean =>
  state.status === 'registered' &&
  (state.ended[id] !== undefined || state.calendar.some((entry) => entry.id === id));
