import { type Lookup, lookUp } from '../values/lookup';

export interface IssuedNumber {
  readonly number: string;
  readonly voided: boolean;
}

export interface CaseRegisterState {
  /** `LOOP-2026`, once the first number is issued. */
  readonly series?: string;
  readonly lastSequence: number;
  readonly byCase: Lookup<IssuedNumber>;
  /** The ids of cases by the last digits of their numbers. */
  readonly byNumber: Lookup<string>;
}

const DISTINCT_DIGITS = 8;

/** By the end of a number a register finds the case: only there do its numbers differ. */
export const endOf = (number: string): string => number.slice(-DISTINCT_DIGITS);

/** The number that a case was given, voided or not. */
export const findNumberOf = (state: CaseRegisterState, caseId: string): IssuedNumber | undefined =>
  lookUp(state.byCase, caseId);

/** The case that a number was issued to. */
export const findCaseByNumber = (state: CaseRegisterState, number: string): string | undefined =>
  lookUp(state.byNumber, endOf(number));
