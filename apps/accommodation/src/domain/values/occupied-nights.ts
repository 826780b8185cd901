import type { Day } from '@talentloop/event-sourcing';
import { addDays } from '@talentloop/locale';

/** No unit rests for more days after a stay. */
export const TURNAROUND_DAYS_MAX = 14;

/** What takes the nights of a unit from `from` to the one before `to`. */
export interface OccupiedNights {
  readonly entry: 'hold' | 'booking' | 'out-of-service';
  readonly from: Day;
  readonly to: Day;
}

/** The day from which the unit is free again: turnaround days follow a stay, not a void period. */
export const freeFrom = (
  { entry, to }: Pick<OccupiedNights, 'entry' | 'to'>,
  turnaroundDays: number,
): Day => (entry === 'out-of-service' ? to : addDays(to, turnaroundDays));

/** Whether two entries of a calendar would share a night or a turnaround day. */
export const collides = (a: OccupiedNights, b: OccupiedNights, turnaroundDays: number): boolean => {
  const aEnd = freeFrom(a, turnaroundDays);
  const bEnd = freeFrom(b, turnaroundDays);
  return a.from < aEnd && b.from < bEnd && a.from < bEnd && b.from < aEnd;
};
