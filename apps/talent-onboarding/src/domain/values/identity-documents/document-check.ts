/** The identity documents a person may show. */
export const documentKinds = [
  'hkid',
  'passport',
  'mainland-id',
  'home-return-permit',
  'eep',
  'non-chinese-permit',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Why a number does not look right. A caseworker may know better and override it. */
export type CheckFailure = 'format' | 'check-digit' | 'check-digit-missing' | 'birth-date';

/** What the domain found in a number; the number itself is always kept as it was typed. */
export type DocumentCheck =
  { readonly ok: true } | { readonly ok: false; readonly reason: CheckFailure };

export const passed: DocumentCheck = { ok: true };
export const failed = (reason: CheckFailure): DocumentCheck => ({ ok: false, reason });

/** Passed when the digit typed is the one expected. */
export const matching = (typed: string, expected: string): DocumentCheck =>
  typed === expected ? passed : failed('check-digit');
