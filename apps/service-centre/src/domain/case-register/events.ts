import type { EventOf } from '@talentloop/event-sourcing';
import type { CaseOpening } from '../values/case-opening';

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface CaseRegisterEventData {
  CaseNumberIssued: {
    readonly caseId: string;
    readonly year: number;
    readonly sequence: number;
    readonly number: string;
    readonly opening: CaseOpening;
  };
  CaseNumberVoided: { readonly caseId: string; readonly number: string; readonly refusal: string };
}

export type CaseRegisterEvent = EventOf<CaseRegisterEventData>;
export type CaseRegisterEventOf<T extends keyof CaseRegisterEventData> = EventOf<
  CaseRegisterEventData,
  T
>;
