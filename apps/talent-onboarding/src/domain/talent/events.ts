import type { Day, EventOf, Instant, Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { AccommodationWish, Need, RecordedChanges, RecordedDetails } from '../values/details';
import type { DocumentCheck, DocumentKind } from '../values/identity-documents/document-check';

export type { RecordedChanges };

/** Whose record it is: the decider copies it from the state into every event that is published. */
export interface Scope {
  readonly centre: string;
  readonly client?: string;
}

/** While the record is a draft, each event that touches it says until when the draft now lasts. */
interface Touch {
  readonly draftUntil?: Instant;
}

/** Something that the person must show or have; `why` is the code of the rule that asks for it. */
export interface ChecklistItem {
  readonly item: string;
  readonly why: string;
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface TalentEventData {
  TalentRegistered: RecordedDetails &
    Scope & {
      readonly talentId: string;
      readonly reference?: string;
      readonly draftUntil: Instant;
    };
  DetailsUpdated: { readonly changes: RecordedChanges; readonly draftUntil: Instant };
  CorrectionRequested: {
    readonly correctionId: string;
    readonly changes: RecordedChanges;
    readonly requestedBy: string;
  };
  CorrectionApproved: {
    readonly correctionId: string;
    readonly changes: RecordedChanges;
    readonly approvedBy: string;
    /** What is asked now that the record reads differently. */
    readonly checklist: readonly ChecklistItem[];
  };
  CorrectionRejected: { readonly correctionId: string; readonly rejectedBy: string };
  DocumentAdded: Touch & {
    readonly documentId: string;
    readonly kind: DocumentKind;
    readonly number: Personal<string>;
    readonly checkDigit?: Personal<string>;
    readonly expiresOn?: Day;
    readonly check: DocumentCheck;
  };
  DocumentVerified: Touch & { readonly documentId: string; readonly verifiedBy: string };
  DocumentRejected: Touch & { readonly documentId: string; readonly rejectedBy: string };
  DocumentCheckOverridden: Touch & { readonly documentId: string; readonly overriddenBy: string };
  ConsentGiven: Touch & {
    readonly consentId: string;
    readonly purpose: string;
    readonly recipient: string;
    readonly jurisdiction: 'HK' | 'CN';
    readonly textVersion: string;
    readonly language: Language;
    /** SHA-256 of the text agreed to, lower-case hex. */
    readonly textHash: string;
  };
  ConsentWithdrawn: Touch & { readonly consentId: string };
  ApplicationSubmitted: { readonly checklist: readonly ChecklistItem[] };
  ScreeningStarted: { readonly startedBy: string };
  InformationRequested: {
    readonly items: Personal<readonly string[]>;
    readonly message: Personal<string>;
  };
  InformationProvided: {
    readonly items?: Personal<readonly string[]>;
    readonly message?: Personal<string>;
  };
  TalentVerified: { readonly verifiedBy: string };
  TalentApproved: Scope & {
    readonly approvedBy: string;
    readonly needs: readonly Need[];
    readonly accommodation?: AccommodationWish;
  };
  TalentRefused: Scope & { readonly code: string; readonly refusedBy: string };
  TalentActivated: Scope;
  TalentSuspended: Scope;
  TalentReinstated: Scope;
  TalentDeparted: Scope & { readonly on: Day };
  ApplicationWithdrawn: Scope;
  TalentExpired: Scope & { readonly due: Instant };
  CaseLinked: {
    readonly caseId: string;
    readonly number: string;
    readonly caseType: string;
    readonly caseCentre: string;
  };
  ChecklistItemSatisfied: {
    readonly item: string;
    readonly caseId?: string;
    readonly requestId?: string;
  };
}

export type TalentEventType = keyof TalentEventData;
export type TalentEventOf<T extends TalentEventType> = EventOf<TalentEventData, T>;
export type TalentEvent = EventOf<TalentEventData>;
