import type { Command } from '@talentloop/event-sourcing';
import type { CaseOpening } from './events';

export type CaseRegisterCommand =
  /** The type's version is pinned by the register; who asks is the actor. */
  | Command<
      'IssueCaseNumber',
      {
        caseId: string;
        year: number;
        opening: Omit<CaseOpening, 'typeVersion' | 'openedBy'>;
      }
    >
  /** Only once the opening was refused, with that refusal. */
  | Command<'VoidCaseNumber', { caseId: string; refusal: string }>;

export const caseRegisterRejections = [
  'unknown-centre',
  'unknown-case-type',
  'another-register',
  'number-not-issued',
] as const;
export type CaseRegisterRejection = (typeof caseRegisterRejections)[number];
