const UTC_PLUS_8_MS = 8 * 60 * 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** The date a number of days from today, in the park's local time. */
export const dayFromToday = (days: number): string =>
  new Date(Date.now() + UTC_PLUS_8_MS + days * DAY_MS).toISOString().slice(0, 10);
