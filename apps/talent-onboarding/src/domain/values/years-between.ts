import type { Day } from '@talentloop/event-sourcing';

/** Completed years between two days, as people count their age. */
export const yearsBetween = (from: Day, to: Day): number => {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
};
