import type { Day } from '@talentloop/event-sourcing';

const DAY_MS = 24 * 3_600_000;

/** Nights of a stay: `to` is the day of departure, so the last night is the one before. */
export const nightsBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const earlierOf = (a: Day, b: Day): Day => (a < b ? a : b);
export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);
