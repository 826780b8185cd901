import { type DocumentCheck, failed, passed } from './document-check';
import { asChecked } from './typed-number';

/** `C` and eight digits; since those ran out, `C`, a letter and seven digits. No check digit. */
const SHAPE = /^C(?:\d{8}|[A-Z]\d{7})$/;

export const checkEep = (number: string): DocumentCheck =>
  SHAPE.test(asChecked(number)) ? passed : failed('format');
