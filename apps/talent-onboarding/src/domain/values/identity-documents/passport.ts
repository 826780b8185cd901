import { type DocumentCheck, failed, matching, passed } from './document-check';
import { asChecked, characterValue } from './typed-number';

const SHAPE = /^[A-Z0-9]{5,15}$/;
const weightAt = (index: number): number => [7, 3, 1][index % 3] ?? 0;

/** The check digit of a field of a machine readable zone: ICAO 9303, weights 7, 3, 1; `<` is 0. */
export const mrzCheckDigit = (field: string): string => {
  const values = [...field].map((character) => (character === '<' ? 0 : characterValue(character)));
  return String(values.reduce((sum, value, index) => sum + value * weightAt(index), 0) % 10);
};

/** A passport's page shows no check digit; when the one of the zone was typed too, it must fit. */
export const checkPassport = (number: string, checkDigit?: string): DocumentCheck => {
  const typed = asChecked(number).replace(/<+$/, '');
  if (!SHAPE.test(typed)) return failed('format');
  if (checkDigit === undefined) return passed;
  return matching(asChecked(checkDigit), mrzCheckDigit(typed));
};
