import { type Decider, fold, judge } from '@talentloop/event-sourcing';
import { emptyLookup } from '../values/lookup';
import type { CaseRegisterCommand, CaseRegisterRejection } from './commands';
import type { CaseRegisterEvent } from './events';
import { folds } from './folds';
import { numbering } from './rules/numbering';
import type { CaseRegisterState } from './state';

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
  decide: (command, state, context) => judge(numbering, command, state, context),
  evolve: (state, event) => fold(folds, state, event),
};
