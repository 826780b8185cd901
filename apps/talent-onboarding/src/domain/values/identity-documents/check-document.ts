import type { DocumentCheck, DocumentKind } from './document-check';
import { checkEep } from './eep';
import { checkHkid } from './hkid';
import { checkHomeReturnPermit } from './home-return-permit';
import { checkMainlandId } from './mainland-id';
import { checkNonChinesePermit } from './non-chinese-permit';
import { checkPassport } from './passport';

/** The published format and check digit of each kind. A failure warns; it never refuses. */
export const checkDocument = (
  kind: DocumentKind,
  number: string,
  checkDigit?: string,
): DocumentCheck => {
  switch (kind) {
    case 'hkid':
      return checkHkid(number, checkDigit);
    case 'passport':
      return checkPassport(number, checkDigit);
    case 'mainland-id':
      return checkMainlandId(number, checkDigit);
    case 'home-return-permit':
      return checkHomeReturnPermit(number);
    case 'eep':
      return checkEep(number);
    case 'non-chinese-permit':
      return checkNonChinesePermit(number);
  }
};
