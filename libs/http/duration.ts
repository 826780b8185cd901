import type { Instant } from '@talentloop/event-sourcing';

const NUMBER = '(\\d{1,9}(?:[.,]\\d{1,9})?)';
const unit = (letter: string): string => `(?:${NUMBER}${letter})?`;
const DATE = ['Y', 'M', 'W', 'D'].map(unit).join('');
const TIME = ['H', 'M', 'S'].map(unit).join('');
const DESIGNATED = new RegExp(`^P(?=.)${DATE}(?:T(?=.)${TIME})?$`);
const ALTERNATIVE = /^P(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/;

/** Instants are compared as text, so years keep four digits. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const DAY_MS = 86_400_000;

const partsOf = (duration: string): readonly number[] | undefined => {
  const alternative = ALTERNATIVE.exec(duration);
  if (alternative) {
    const [years = 0, months = 0, ...rest] = alternative.slice(1).map(Number);
    return [years, months, 0, ...rest];
  }
  const texts = DESIGNATED.exec(duration)?.slice(1);
  if (!texts) return undefined;
  const given = texts.filter((text) => text !== undefined);
  // ISO 8601 allows a fraction in the last component only.
  if (given.slice(0, -1).some((text) => /[.,]/.test(text))) return undefined;
  return texts.map((text) => Number((text ?? '0').replace(',', '.')));
};

/**
 * The instant an ISO 8601 duration later: years and months by the calendar (the last day of a
 * shorter month), the rest by length. Undefined for what is no duration, is negative, has a
 * fraction of a year or month, or leads beyond the year 9999.
 */
export const afterDuration = (from: Instant, duration: string): Instant | undefined => {
  const parts = partsOf(duration);
  if (!parts) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const date = new Date(from);
  const shift = years * 12 + months;
  if (!Number.isInteger(years) || !Number.isInteger(months)) return undefined;
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + shift, 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  const exact = (weeks * 7 + days) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  const at = Math.round(date.getTime() + exact);
  return at <= LAST ? new Date(at).toISOString() : undefined;
};
