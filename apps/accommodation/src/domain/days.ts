import type { Day, Instant } from '@talentloop/event-sourcing';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Both sides of the boundary keep UTC+8 all year, so a day needs no time zone database. */
const LOCAL_OFFSET_MS = 8 * HOUR_MS;

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** The day in UTC+8 on which the instant falls. */
export const dayOf = (at: Instant): Day => isoOf(Date.parse(at) + LOCAL_OFFSET_MS).slice(0, 10);

/** The instant at which the day begins in UTC+8. */
export const startOf = (day: Day): Instant => isoOf(Date.parse(day) - LOCAL_OFFSET_MS);

export const addDays = (day: Day, days: number): Day =>
  isoOf(Date.parse(day) + days * DAY_MS).slice(0, 10);

export const addHours = (at: Instant, hours: number): Instant =>
  isoOf(Date.parse(at) + hours * HOUR_MS);

/** Nights of a stay: `to` is the day of departure, so the last night is the one before. */
export const nightsBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const earlierOf = (a: Day, b: Day): Day => (a < b ? a : b);
export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);
