import { localDay, localIso } from '@talentloop/locale';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `10:35:12` in UTC+8. */
export const timeOf = (instant: string): string => localIso(instant).slice(11, 19);

/** `Mon 2 Mar 2026` in UTC+8. */
export const dayOf = (instant: string): string => {
  const date = new Date(localDay(instant));
  const month = MONTHS[date.getUTCMonth()];
  return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
};

/** `2 Mar 2026 10:35:12` in UTC+8. */
export const momentOf = (instant: string): string =>
  `${dayOf(instant).slice(4)} ${timeOf(instant)}`;

const counted = (count: number, unit: string, many = unit): string =>
  `${count} ${count === 1 ? unit : many}`;

/** A length of time in its two largest units: `2 days 4 h`, `35 min`, `12 s`. */
export const lengthOf = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const minutes = Math.floor(seconds / 60) % 60;
  const parts =
    days > 0
      ? [counted(days, 'day', 'days'), hours > 0 ? `${hours} h` : '']
      : hours > 0
        ? [`${hours} h`, minutes > 0 ? `${minutes} min` : '']
        : minutes > 0
          ? [`${minutes} min`]
          : [`${seconds} s`];
  return parts.filter((part) => part !== '').join(' ');
};

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

/** Reads an instant. Without a zone it is in UTC+8; without a time it is the end of the day. */
export const instantOf = (typed: string): string | undefined => {
  const whole = typed.length === 10 ? `${typed}T23:59:59.999` : typed.replace(' ', 'T');
  const zoned = WITH_ZONE.test(whole) ? whole : `${whole}+08:00`;
  if (!WITH_ZONE.test(whole) && !WITHOUT_ZONE.test(typed)) return undefined;
  const ms = Date.parse(zoned);
  if (Number.isNaN(ms)) return undefined;
  // Date.parse takes 30 February for 2 March.
  const date = new Date(`${whole.slice(0, 10)}T00:00:00Z`);
  if (!date.toISOString().startsWith(whole.slice(0, 10))) return undefined;
  return new Date(ms).toISOString();
};
