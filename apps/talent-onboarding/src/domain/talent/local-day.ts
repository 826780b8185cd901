import type { Day, Instant } from '@talentloop/event-sourcing';

const UTC_PLUS_8_MS = 8 * 3_600_000;

/** The day in Hong Kong and Shenzhen (UTC+8 all year) at an instant. */
export const localDay = (at: Instant): Day =>
  new Date(Date.parse(at) + UTC_PLUS_8_MS).toISOString().slice(0, 10);

/** Completed years between two days. */
export const yearsBetween = (from: Day, to: Day): number => {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
};
