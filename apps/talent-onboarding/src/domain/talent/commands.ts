import type { CommandOf, Day, Instant } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { TalentChanges, TalentDetails } from '../values/details';
import type { DocumentKind } from '../values/identity-documents/document-check';

/** Why someone is not admitted. */
export const refusalCodes = [
  'criteria-not-met',
  'documents-not-genuine',
  'information-not-provided',
  'scheme-not-applicable',
  'duplicate-application',
  'other',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Details, and whose record it is; `household` members come with their ids. */
export type Registration = TalentDetails & {
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
  /** The portal's own name for the person; unique to that portal. */
  readonly reference?: string;
};

export interface TalentCommandData {
  RegisterTalent: Registration;
  UpdateDetails: { readonly changes: TalentChanges };
  SubmitApplication: object;
  RequestCorrection: {
    readonly correctionId: string;
    readonly changes: TalentChanges;
    /** Since when it was so. */
    readonly effectiveAt?: Instant;
    readonly reason: string;
  };
  ApproveCorrection: { readonly correctionId: string };
  RejectCorrection: { readonly correctionId: string; readonly reason: string };
  AddDocument: {
    readonly documentId: string;
    readonly kind: DocumentKind;
    readonly number: string;
    readonly checkDigit?: string;
    readonly expiresOn?: Day;
  };
  VerifyDocument: { readonly documentId: string };
  RejectDocument: { readonly documentId: string; readonly reason: string };
  OverrideDocumentCheck: { readonly documentId: string; readonly reason: string };
  GiveConsent: {
    readonly consentId: string;
    readonly purpose: string;
    readonly recipient: string;
    readonly jurisdiction: 'HK' | 'CN';
    readonly textVersion: string;
    readonly language: Language;
  };
  WithdrawConsent: { readonly consentId: string };
  StartScreening: object;
  RequestInformation: { readonly items: readonly string[]; readonly message: string };
  ProvideInformation: { readonly items?: readonly string[]; readonly message?: string };
  VerifyTalent: object;
  ApproveTalent: object;
  RefuseTalent: { readonly code: RefusalCode; readonly reason: string };
  ActivateTalent: object;
  SuspendTalent: { readonly reason: string };
  ReinstateTalent: object;
  RecordDeparture: { readonly on: Day };
  WithdrawApplication: { readonly reason: string };
  /** The deadline sends it; `due` is the moment that it fired for. */
  ExpireTalent: { readonly due: Instant };
  /** A case of the service centre names this person, or moved to another centre. */
  LinkCase: {
    readonly caseId: string;
    readonly number: string;
    readonly caseType: string;
    readonly caseCentre: string;
  };
  /** A case or a request for accommodation led to what the item asks for. */
  SatisfyChecklistItem: {
    readonly item: string;
    readonly caseId?: string;
    readonly requestId?: string;
  };
}

export type TalentCommandType = keyof TalentCommandData;
export type TalentCommand = CommandOf<TalentCommandData>;

export const talentRejections = [
  'talent-not-found',
  'reference-already-registered',
  'birth-date-in-future',
  'accommodation-details-missing',
  'accommodation-dates-reversed',
  'not-a-draft',
  'still-a-draft',
  'application-ended',
  'limit-reached',
  'nothing-to-correct',
  'effective-at-in-future',
  'correction-not-found',
  'correction-decided',
  'document-not-found',
  'document-expired',
  'document-check-failed',
  'document-check-passed',
  'document-rejected',
  'consent-text-unknown',
  'consent-not-found',
  'document-required',
  'consent-required',
  'not-submitted',
  'not-in-screening',
  'information-already-requested',
  'information-not-requested',
  'documents-not-verified',
  'not-verified',
  'four-eyes',
  'already-decided',
  'not-approved',
  'not-active',
  'not-suspended',
  'already-departed',
  'not-due',
] as const;
export type TalentRejection = (typeof talentRejections)[number];
