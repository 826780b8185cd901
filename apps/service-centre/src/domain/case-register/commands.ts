import type { CommandOf } from '@talentloop/event-sourcing';
import type { CaseOpening } from '../values/case-opening';

export interface CaseRegisterCommandData {
  /** The register pins the type's version and records the actor as the one who asked. */
  IssueCaseNumber: {
    readonly caseId: string;
    readonly year: number;
    readonly opening: Omit<CaseOpening, 'typeVersion' | 'openedBy'>;
  };
  /** Only once the opening was refused, with that refusal. */
  VoidCaseNumber: { readonly caseId: string; readonly refusal: string };
}

export type CaseRegisterCommand = CommandOf<CaseRegisterCommandData>;

export const caseRegisterRejections = [
  'unknown-centre',
  'unknown-case-type',
  'another-register',
  'number-not-issued',
] as const;
export type CaseRegisterRejection = (typeof caseRegisterRejections)[number];
