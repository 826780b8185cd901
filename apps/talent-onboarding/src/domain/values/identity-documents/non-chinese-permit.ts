import { type DocumentCheck, failed, passed } from './document-check';
import { asChecked } from './typed-number';

/** The Mainland travel permit of non-Chinese permanent residents: `HA` or `MA` and seven digits. */
const SHAPE = /^[HM]A\d{7}$/;

export const checkNonChinesePermit = (number: string): DocumentCheck =>
  SHAPE.test(asChecked(number)) ? passed : failed('format');
