import type { Day, Instant } from '@talentloop/event-sourcing';
import { addDays } from '../days';
import type { Asker, OutOfServicePeriod, Period, TransferOrigin } from './events';

/** A unit kept for an offer until its deadline. */
export interface Hold extends Asker, Period {
  readonly entry: 'hold';
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

/** A void period: nobody can stay. */
export interface OutOfService extends Period {
  readonly entry: 'out-of-service';
  readonly id: string;
}

export type CalendarEntry = Hold | Booking | OutOfService;
export type Calendar = readonly CalendarEntry[];

/** No unit rests longer after a stay. */
export const TURNAROUND_DAYS_MAX = 14;

/** The day from which the unit is free again after this entry: a stay is followed by its turnaround. */
export const freeFrom = (
  { entry, to }: Pick<CalendarEntry, 'entry' | 'to'>,
  turnaroundDays: number,
): Day => (entry === 'out-of-service' ? to : addDays(to, turnaroundDays));

type Span = Pick<CalendarEntry, 'entry' | 'from' | 'to'>;

/** Whether two entries would share a night or a turnaround day. */
export const collides = (a: Span, b: Span, turnaroundDays: number): boolean => {
  const aEnd = freeFrom(a, turnaroundDays);
  const bEnd = freeFrom(b, turnaroundDays);
  return a.from < aEnd && b.from < bEnd && a.from < bEnd && b.from < aEnd;
};

/** The first entry that stands in the way; the one named `except` does not. */
export const obstacleTo = (
  wanted: Span,
  calendar: Calendar,
  turnaroundDays: number,
  except?: string,
): CalendarEntry | undefined =>
  calendar.find((entry) => entry.id !== except && collides(wanted, entry, turnaroundDays));

/** A hold is over at its instant, whenever the event is written. */
export const hasLapsed = (entry: CalendarEntry, at: Instant): entry is Hold =>
  entry.entry === 'hold' && entry.expiresAt <= at;

/** What still binds the unit at that moment. */
export const standingAt = (calendar: Calendar, at: Instant): Calendar =>
  calendar.filter((entry) => !hasLapsed(entry, at));

export const without = (calendar: Calendar, id: string): Calendar =>
  calendar.filter((entry) => entry.id !== id);

/** The calendar with this booking replaced by what `change` makes of it. */
export const withBooking = (
  calendar: Calendar,
  id: string,
  change: (booking: Booking) => Booking,
): Calendar =>
  calendar.map((entry) => (entry.entry === 'booking' && entry.id === id ? change(entry) : entry));

/** The calendar with void periods cut to their new ends; one that never began is gone. */
export const withPeriodsEnded = (
  calendar: Calendar,
  ended: readonly OutOfServicePeriod[],
): Calendar =>
  calendar.flatMap((entry) => {
    const period = ended.find(({ periodId }) => periodId === entry.id);
    if (!period || entry.entry !== 'out-of-service') return [entry];
    return period.from === period.to ? [] : [{ ...entry, to: period.to }];
  });
