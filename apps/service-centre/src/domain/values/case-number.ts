import type { Instant } from '@talentloop/event-sourcing';
import { localYear } from '@talentloop/locale';
import { findCentre, findCentreByCode } from './centres';

const DIGITS = 6;

/** `SC-LOOP-2026-000123` */
export const caseNumber = (code: string, year: number, sequence: number): string =>
  `SC-${code}-${year}-${String(sequence).padStart(DIGITS, '0')}`;

export interface ParsedCaseNumber {
  readonly registerId: string;
  readonly number: string;
}

/** The register that issued a number; undefined for what no register can have issued. */
export const parseCaseNumber = (text: string): ParsedCaseNumber | undefined => {
  const [, code = '', year = ''] = /^SC-([A-Z]{2,4})-(\d{4})-\d{6,}$/.exec(text) ?? [];
  return findCentreByCode(code) && { registerId: `${code}-${year}`, number: text };
};

/** The register that numbers what a centre opens at that moment, and its local year. */
export const registerFor = (
  centre: string,
  at: Instant,
): { readonly id: string; readonly year: number } | undefined => {
  const code = findCentre(centre)?.code;
  const year = localYear(at);
  return code === undefined ? undefined : { id: `${code}-${year}`, year };
};
