import { addDays, localDay } from '@talentloop/locale';

/** The date a number of days from today, in the park's local time. */
export const dayFromToday = (days: number): string =>
  addDays(localDay(new Date().toISOString()), days);
