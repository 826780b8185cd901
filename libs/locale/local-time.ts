import type { Day, Instant } from '@talentloop/event-sourcing';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Hong Kong and Shenzhen keep UTC+8 all year, so a day needs no time zone database. */
const UTC_PLUS_8_MS = 8 * HOUR_MS;

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** `2026-03-04T18:30:12.345`, as clocks in the park show the instant; it names no time zone. */
export const localIso = (at: Instant): string => isoOf(Date.parse(at) + UTC_PLUS_8_MS).slice(0, 23);

/** The day in UTC+8 on which the instant falls. */
export const localDay = (at: Instant): Day => localIso(at).slice(0, 10);

/** The year in UTC+8: 2027 begins at 16:00 UTC of 31 December 2026. */
export const localYear = (at: Instant): number => Number(localDay(at).slice(0, 4));

/** `2026-03-04 18:30`, as clocks in the park show the instant. */
export const localClockTime = (at: Instant): string => localIso(at).slice(0, 16).replace('T', ' ');

/** The instant at which the day begins in UTC+8. */
export const startOfLocalDay = (day: Day): Instant => isoOf(Date.parse(day) - UTC_PLUS_8_MS);

export const addDays = (day: Day, days: number): Day =>
  isoOf(Date.parse(day) + days * DAY_MS).slice(0, 10);

export const addHours = (at: Instant, hours: number): Instant =>
  isoOf(Date.parse(at) + hours * HOUR_MS);
