// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
import type { Day, DomainEvent, Instant, Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { DocumentCheck, DocumentKind } from '../values/identity-documents/document-check';
import type { AccommodationWish, Need, RecordedChanges, RecordedDetails } from '../values/details';

export type { RecordedChanges };

/** Whose record it is; what is published says so, copied from the state by the decider. */
export interface Scope {
  readonly centre: string;
  readonly client?: string;
}

/** While it is a draft every touch says until when it now lasts. */
interface Touch {
  readonly draftUntil?: Instant;
}

/** Something asked of the person; `why` is the code of the rule that asks. */
export interface AskedItem {
  readonly item: string;
  readonly why: string;
}

export type TalentRegistered = DomainEvent<
  'TalentRegistered',
  RecordedDetails & Scope & { talentId: string; reference?: string; draftUntil: Instant }
>;
export type DetailsUpdated = DomainEvent<
  'DetailsUpdated',
  { changes: RecordedChanges; draftUntil: Instant }
>;

export type CorrectionRequested = DomainEvent<
  'CorrectionRequested',
  { correctionId: string; changes: RecordedChanges; requestedBy: string }
>;
export type CorrectionApproved = DomainEvent<
  'CorrectionApproved',
  {
    correctionId: string;
    changes: RecordedChanges;
    approvedBy: string;
    /** What is asked now that the record reads differently. */
    checklist: readonly AskedItem[];
  }
>;
export type CorrectionRejected = DomainEvent<
  'CorrectionRejected',
  { correctionId: string; rejectedBy: string }
>;

export type DocumentAdded = DomainEvent<
  'DocumentAdded',
  Touch & {
    documentId: string;
    kind: DocumentKind;
    number: Personal<string>;
    checkDigit?: Personal<string>;
    expiresOn?: Day;
    check: DocumentCheck;
  }
>;
export type DocumentVerified = DomainEvent<
  'DocumentVerified',
  Touch & { documentId: string; verifiedBy: string }
>;
export type DocumentRejected = DomainEvent<
  'DocumentRejected',
  Touch & { documentId: string; rejectedBy: string }
>;
export type DocumentCheckOverridden = DomainEvent<
  'DocumentCheckOverridden',
  Touch & { documentId: string; overriddenBy: string }
>;

export type ConsentGiven = DomainEvent<
  'ConsentGiven',
  Touch & {
    consentId: string;
    purpose: string;
    recipient: string;
    jurisdiction: 'HK' | 'CN';
    textVersion: string;
    language: Language;
    /** SHA-256 of the text agreed to, lower-case hex. */
    textHash: string;
  }
>;
export type ConsentWithdrawn = DomainEvent<'ConsentWithdrawn', Touch & { consentId: string }>;

export type ApplicationSubmitted = DomainEvent<
  'ApplicationSubmitted',
  { checklist: readonly AskedItem[] }
>;
export type ScreeningStarted = DomainEvent<'ScreeningStarted', { startedBy: string }>;
export type InformationRequested = DomainEvent<
  'InformationRequested',
  { items: Personal<readonly string[]>; message: Personal<string> }
>;
export type InformationProvided = DomainEvent<
  'InformationProvided',
  { items?: Personal<readonly string[]>; message?: Personal<string> }
>;
export type TalentVerified = DomainEvent<'TalentVerified', { verifiedBy: string }>;
export type TalentApproved = DomainEvent<
  'TalentApproved',
  Scope & { approvedBy: string; needs: readonly Need[]; accommodation?: AccommodationWish }
>;
export type TalentRefused = DomainEvent<
  'TalentRefused',
  Scope & { code: string; refusedBy: string }
>;

export type TalentActivated = DomainEvent<'TalentActivated', Scope>;
export type TalentSuspended = DomainEvent<'TalentSuspended', Scope>;
export type TalentReinstated = DomainEvent<'TalentReinstated', Scope>;
export type TalentDeparted = DomainEvent<'TalentDeparted', Scope & { on: Day }>;
export type ApplicationWithdrawn = DomainEvent<'ApplicationWithdrawn', Scope>;
export type TalentExpired = DomainEvent<'TalentExpired', Scope & { due: Instant }>;

export type CaseLinked = DomainEvent<
  'CaseLinked',
  { caseId: string; number: string; caseType: string; caseCentre: string }
>;
export type ChecklistItemSatisfied = DomainEvent<
  'ChecklistItemSatisfied',
  { item: string; caseId?: string; requestId?: string }
>;

export type TalentEvent =
  | TalentRegistered
  | DetailsUpdated
  | CorrectionRequested
  | CorrectionApproved
  | CorrectionRejected
  | DocumentAdded
  | DocumentVerified
  | DocumentRejected
  | DocumentCheckOverridden
  | ConsentGiven
  | ConsentWithdrawn
  | ApplicationSubmitted
  | ScreeningStarted
  | InformationRequested
  | InformationProvided
  | TalentVerified
  | TalentApproved
  | TalentRefused
  | TalentActivated
  | TalentSuspended
  | TalentReinstated
  | TalentDeparted
  | ApplicationWithdrawn
  | TalentExpired
  | CaseLinked
  | ChecklistItemSatisfied;
