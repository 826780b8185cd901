import { isDay } from './calendar-day';
import { type DocumentCheck, failed, matching } from './document-check';
import { asChecked } from './typed-number';

const SHAPE = /^(\d{17})([\dX])?$/;

/** The eighteenth character of a resident identity number: GB 11643, ISO 7064 MOD 11-2. */
export const mainlandIdCheckCharacter = (digits: string): string => {
  const product = [...digits].reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
};

/**
 * Eighteen characters, or seventeen and the check character apart. Digits 7 to 14 are the day of
 * birth.
 */
export const checkMainlandId = (number: string, checkDigit?: string): DocumentCheck => {
  const [, digits, last] = SHAPE.exec(asChecked(number)) ?? [];
  if (digits === undefined) return failed('format');
  const born = digits.slice(6, 14);
  if (!isDay(`${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`))
    return failed('birth-date');
  const expected = mainlandIdCheckCharacter(digits);
  if (last !== undefined && last !== expected) return failed('check-digit');
  if (checkDigit !== undefined) return matching(asChecked(checkDigit), expected);
  return last === undefined ? failed('check-digit-missing') : matching(last, expected);
};
