import type { Folds } from '@talentloop/event-sourcing';
import { put } from '../values/lookup';
import type { CaseRegisterEventData } from './events';
import { type CaseRegisterState, endOf } from './state';

/** What an event makes of a register. */
export const folds: Folds<CaseRegisterEventData, keyof CaseRegisterEventData, CaseRegisterState> = {
  CaseNumberIssued: ({ byCase, byNumber }, { data: { caseId, sequence, number } }) => ({
    series: number.split('-').slice(1, 3).join('-'),
    lastSequence: sequence,
    byCase: put(byCase, caseId, { number, voided: false }),
    byNumber: put(byNumber, endOf(number), caseId),
  }),
  CaseNumberVoided: (state, { data: { caseId, number } }) => ({
    ...state,
    byCase: put(state.byCase, caseId, { number, voided: true }),
  }),
};
