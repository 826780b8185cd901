import type { Day, Instant } from '@talentloop/event-sourcing';

const UTC_PLUS_8_MS = 8 * 60 * 60 * 1_000;

/** The day of an instant in the park; both sides keep UTC+8 all year. */
export const localDay = (at: Instant): Day =>
  new Date(Date.parse(at) + UTC_PLUS_8_MS).toISOString().slice(0, 10);

/** The year of an instant in the park: 2027 begins at 16:00 UTC of 31 December 2026. */
export const localYear = (at: Instant): number => Number(localDay(at).slice(0, 4));
