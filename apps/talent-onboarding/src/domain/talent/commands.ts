import type { Command, Day, Instant } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { DocumentKind } from '../values/identity-documents/document-check';
import type { TalentChanges, TalentDetails } from '../values/details';

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

/** Details, and whose they are; `household` members come with their ids. */
export type Registration = TalentDetails & {
  readonly talentId: string;
  readonly centre: string;
  readonly client?: string;
  /** The portal's own name for the person; unique to that portal. */
  readonly reference?: string;
};
export type RegisterTalent = Command<'RegisterTalent', Registration>;
export type UpdateDetails = Command<'UpdateDetails', { changes: TalentChanges }>;

export type RequestCorrection = Command<
  'RequestCorrection',
  { correctionId: string; changes: TalentChanges; effectiveAt?: Instant; reason: string }
>;
export type ApproveCorrection = Command<'ApproveCorrection', { correctionId: string }>;
export type RejectCorrection = Command<
  'RejectCorrection',
  { correctionId: string; reason: string }
>;

export type AddDocument = Command<
  'AddDocument',
  { documentId: string; kind: DocumentKind; number: string; checkDigit?: string; expiresOn?: Day }
>;
export type VerifyDocument = Command<'VerifyDocument', { documentId: string }>;
export type RejectDocument = Command<'RejectDocument', { documentId: string; reason: string }>;
export type OverrideDocumentCheck = Command<
  'OverrideDocumentCheck',
  { documentId: string; reason: string }
>;

export type GiveConsent = Command<
  'GiveConsent',
  {
    consentId: string;
    purpose: string;
    recipient: string;
    jurisdiction: 'HK' | 'CN';
    textVersion: string;
    language: Language;
  }
>;
export type WithdrawConsent = Command<'WithdrawConsent', { consentId: string }>;

type Plain = Record<never, never>;
export type SubmitApplication = Command<'SubmitApplication', Plain>;
export type StartScreening = Command<'StartScreening', Plain>;
export type RequestInformation = Command<
  'RequestInformation',
  { items: readonly string[]; message: string }
>;
export type ProvideInformation = Command<
  'ProvideInformation',
  { items?: readonly string[]; message?: string }
>;
export type VerifyTalent = Command<'VerifyTalent', Plain>;
export type ApproveTalent = Command<'ApproveTalent', Plain>;
export type RefuseTalent = Command<'RefuseTalent', { code: RefusalCode; reason: string }>;
export type ActivateTalent = Command<'ActivateTalent', Plain>;
export type SuspendTalent = Command<'SuspendTalent', { reason: string }>;
export type ReinstateTalent = Command<'ReinstateTalent', Plain>;
export type RecordDeparture = Command<'RecordDeparture', { on: Day }>;
export type WithdrawApplication = Command<'WithdrawApplication', { reason: string }>;
/** Sent by the deadline; `due` is the moment it fired for. */
export type ExpireTalent = Command<'ExpireTalent', { due: Instant }>;

/** A case of the service centre names this person, or moved to another centre. */
export type LinkCase = Command<
  'LinkCase',
  { caseId: string; number: string; caseType: string; caseCentre: string }
>;
export type SatisfyChecklistItem = Command<
  'SatisfyChecklistItem',
  { item: string; caseId?: string; requestId?: string }
>;

export type CorrectionCommand = RequestCorrection | ApproveCorrection | RejectCorrection;
export type DocumentCommand = AddDocument | VerifyDocument | RejectDocument | OverrideDocumentCheck;
export type ConsentCommand = GiveConsent | WithdrawConsent;
export type ScreeningCommand =
  StartScreening | RequestInformation | ProvideInformation | VerifyTalent;
export type AdmissionCommand = ApproveTalent | RefuseTalent;
export type StayCommand = ActivateTalent | SuspendTalent | ReinstateTalent | RecordDeparture;
export type ExitCommand = WithdrawApplication | ExpireTalent;
export type LinkCommand = LinkCase | SatisfyChecklistItem;

export type TalentCommand =
  | RegisterTalent
  | UpdateDetails
  | SubmitApplication
  | CorrectionCommand
  | DocumentCommand
  | ConsentCommand
  | ScreeningCommand
  | AdmissionCommand
  | StayCommand
  | ExitCommand
  | LinkCommand;
