import { type Decider, reject } from '@talentloop/event-sourcing';
import { findCurrentCaseType } from '../case-types';
import { findCentre } from '../centres';
import { caseNumber } from './case-number';
import type { CaseRegisterCommand, CaseRegisterRejection } from './commands';
import type { CaseRegisterEvent } from './events';
import { emptyLookup, type Lookup, lookUp, put } from './lookup';

export interface IssuedNumber {
  readonly number: string;
  readonly voided: boolean;
}

export interface CaseRegisterState {
  /** `LOOP-2026`, once the first number is issued. */
  readonly series?: string;
  readonly lastSequence: number;
  readonly byCase: Lookup<IssuedNumber>;
  readonly byNumber: Lookup<string>;
}

/** The number that a case was given, voided or not. */
export const findNumberOf = (state: CaseRegisterState, caseId: string): IssuedNumber | undefined =>
  lookUp(state.byCase, caseId);

/** The case that a number was issued to. */
export const findCaseByNumber = (state: CaseRegisterState, number: string): string | undefined =>
  lookUp(state.byNumber, number.slice(-DISTINCT));

/** Within one register numbers differ in their last digits only. */
const DISTINCT = 8;

/**
 * Issues the case numbers of one centre and local year: one for each case that asks, however often
 * it asks, in order and without a hole. A number is decided here before its case is opened.
 */
export const caseRegister: Decider<
  CaseRegisterCommand,
  CaseRegisterState,
  CaseRegisterEvent,
  CaseRegisterRejection
> = {
  category: 'caseRegister',
  shared: true,
  initialState: { lastSequence: 0, byCase: emptyLookup, byNumber: emptyLookup },
  decide: ({ type, data }, state, { actor }) => {
    switch (type) {
      case 'IssueCaseNumber': {
        const { caseId, year, opening } = data;
        const code = findCentre(opening.centre)?.code;
        if (code === undefined) return reject('unknown-centre');
        const caseType = findCurrentCaseType(opening.type);
        if (!caseType) return reject('unknown-case-type');
        if (state.series !== undefined && state.series !== `${code}-${year}`)
          return reject('another-register', { series: state.series });
        if (findNumberOf(state, caseId)) return []; // Each case is numbered once.
        const sequence = state.lastSequence + 1;
        const number = caseNumber(code, year, sequence);
        const complete = { ...opening, typeVersion: caseType.version, openedBy: actor.id };
        return [
          { type: 'CaseNumberIssued', data: { caseId, year, sequence, number, opening: complete } },
        ];
      }
      case 'VoidCaseNumber': {
        const { caseId, refusal } = data;
        const issued = findNumberOf(state, caseId);
        if (!issued) return reject('number-not-issued');
        if (issued.voided) return [];
        return [{ type: 'CaseNumberVoided', data: { caseId, number: issued.number, refusal } }];
      }
    }
  },
  evolve: (state, { type, data }) => {
    const { caseId, number } = data;
    switch (type) {
      case 'CaseNumberIssued':
        return {
          series: number.split('-').slice(1, 3).join('-'),
          lastSequence: data.sequence,
          byCase: put(state.byCase, caseId, { number, voided: false }),
          byNumber: put(state.byNumber, number.slice(-DISTINCT), caseId),
        };
      case 'CaseNumberVoided':
        return { ...state, byCase: put(state.byCase, caseId, { number, voided: true }) };
    }
  },
};
