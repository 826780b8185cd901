import { type DocumentCheck, failed, passed } from './document-check';
import { asChecked } from './typed-number';

/** `H` or `M`, eight digits for life, on older cards two that count renewals; no check digit. */
const SHAPE = /^[HM]\d{8}(?:\d{2})?$/;

export const checkHomeReturnPermit = (number: string): DocumentCheck =>
  SHAPE.test(asChecked(number)) ? passed : failed('format');
