import type { Actor, Exemplars } from '@talentloop/event-sourcing';
import type { CaseRegisterCommandData } from './commands';
import type { CaseRegisterEvent, CaseRegisterEventOf } from './events';
import type { CaseRegisterState } from './state';

const worker: Actor = { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' };
const process: Actor = { id: 'process:open-numbered-cases', roles: ['system'] };

export const CASE_ID = '6f1d2b3a-0000-4000-8000-000000000001';
const OTHER_CASE_ID = '6f1d2b3a-0000-4000-8000-000000000002';
const NUMBER = 'SC-LOOP-2026-000001';

/** What a worker asks to open at the counter. */
export const opening = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'immigration',
  priority: 'normal',
  subject: 'A permit runs out',
} as const;

export const issued: CaseRegisterEventOf<'CaseNumberIssued'> = {
  type: 'CaseNumberIssued',
  data: {
    caseId: CASE_ID,
    year: 2026,
    sequence: 1,
    number: NUMBER,
    opening: { ...opening, typeVersion: 1, openedBy: worker.id },
  },
};

export const voided: CaseRegisterEventOf<'CaseNumberVoided'> = {
  type: 'CaseNumberVoided',
  data: { caseId: CASE_ID, number: NUMBER, refusal: 'already-opened' },
};

const secondIssued: CaseRegisterEventOf<'CaseNumberIssued'> = {
  type: 'CaseNumberIssued',
  data: {
    caseId: OTHER_CASE_ID,
    year: 2026,
    sequence: 2,
    number: 'SC-LOOP-2026-000002',
    opening: { ...opening, typeVersion: 1, openedBy: worker.id },
  },
};

export const caseRegisterExemplars: Exemplars<
  CaseRegisterCommandData,
  CaseRegisterState,
  CaseRegisterEvent
> = {
  statusOf: ({ lastSequence }) => (lastSequence === 0 ? 'none' : 'numbering'),
  commands: {
    IssueCaseNumber: [
      {
        given: [],
        by: worker,
        data: { caseId: CASE_ID, year: 2026, opening },
        then: [issued],
      },
      {
        // A voided number leaves no hole and is not issued again.
        given: [issued, voided],
        by: worker,
        data: { caseId: OTHER_CASE_ID, year: 2026, opening },
        then: [secondIssued],
      },
    ],
    VoidCaseNumber: [
      {
        given: [issued],
        by: process,
        data: { caseId: CASE_ID, refusal: 'already-opened' },
        then: [voided],
      },
    ],
  },
};
