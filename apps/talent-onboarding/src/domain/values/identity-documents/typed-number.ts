/**
 * A number as the checks read it: full-width forms folded, capitals, no spaces or hyphens. Only the
 * check sees this form; what was typed is what is kept.
 */
export const asChecked = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/gu, '');

/** The value of 0-9 and A=10 … Z=35, as HKID and ICAO 9303 count. */
export const characterValue = (character: string): number => Number.parseInt(character, 36);
