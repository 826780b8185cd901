import { type DocumentCheck, failed, matching } from './document-check';
import { asChecked, characterValue } from './typed-number';

const SHAPE = /^([A-Z]{1,2})(\d{6})(?:\(([0-9A])\)|([0-9A]))?$/;
const MISSING_FIRST_LETTER = 36;

/**
 * The check digit of a Hong Kong identity card: letters A=10 … Z=35, a missing first letter 36,
 * weights 9 … 2, modulo 11.
 */
export const hkidCheckDigit = (letters: string, digits: string): string => {
  const values = [...letters, ...digits].map(characterValue);
  const eight = values.length === 7 ? [MISSING_FIRST_LETTER, ...values] : values;
  const remainder = eight.reduce((sum, value, index) => sum + value * (9 - index), 0) % 11;
  if (remainder === 0) return '0';
  return remainder === 1 ? 'A' : String(11 - remainder);
};

/** `A123456(3)`, `A1234563`, or the number and its digit apart. */
export const checkHkid = (number: string, checkDigit?: string): DocumentCheck => {
  const [, letters, digits, inBrackets, behind] = SHAPE.exec(asChecked(number)) ?? [];
  if (letters === undefined || digits === undefined) return failed('format');
  const expected = hkidCheckDigit(letters, digits);
  const inNumber = inBrackets ?? behind;
  if (inNumber !== undefined && inNumber !== expected) return failed('check-digit');
  if (checkDigit !== undefined)
    return matching(asChecked(checkDigit).replace(/[()]/g, ''), expected);
  return inNumber === undefined ? failed('check-digit-missing') : matching(inNumber, expected);
};
