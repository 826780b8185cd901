import type { Day, Instant, Personal, Rejection } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { DocumentCheck, DocumentKind } from '../values/identity-documents/document-check';
import type { TalentRejection } from './commands';
import type { RecordedChanges, RecordedDetails } from '../values/details';
import type { AskedItem, Scope, TalentEvent, TalentRegistered } from './events';

export interface IdentityDocument {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly number: Personal<string>;
  readonly checkDigit?: Personal<string>;
  readonly expiresOn?: Day;
  readonly check: DocumentCheck;
  readonly overridden: boolean;
  readonly status: 'added' | 'verified' | 'rejected';
}

export interface Consent {
  readonly consentId: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly jurisdiction: 'HK' | 'CN';
  readonly textVersion: string;
  readonly language: Language;
  readonly textHash: string;
  readonly status: 'given' | 'withdrawn';
}

export interface Correction {
  readonly correctionId: string;
  readonly changes: RecordedChanges;
  readonly effectiveAt?: Instant;
  readonly requestedBy: string;
  readonly status: 'requested' | 'approved' | 'rejected';
}

export interface LinkedCase {
  readonly caseId: string;
  readonly number: string;
  readonly caseType: string;
  readonly caseCentre: string;
}

/** What was asked of the person while screening, and what they answered last. */
export interface InformationRequest {
  readonly items: Personal<readonly string[]>;
  readonly message: Personal<string>;
}
export interface Information {
  readonly items?: Personal<readonly string[]>;
  readonly message?: Personal<string>;
}

export interface TalentRecord {
  readonly talentId: string;
  readonly scope: Scope;
  readonly reference?: string;
  /** As first registered: the same reference with another body is another person. */
  readonly registered: Omit<TalentRegistered['data'], 'draftUntil'>;
  readonly details: RecordedDetails;
  readonly documents: readonly IdentityDocument[];
  readonly consents: readonly Consent[];
  readonly corrections: readonly Correction[];
  readonly checklist: readonly AskedItem[];
  /** Items that a result elsewhere satisfied, whether asked already or not yet. */
  readonly satisfied: readonly string[];
  readonly cases: readonly LinkedCase[];
}

/** Where the record stands, with what matters only there. */
export type Progress =
  | { readonly status: 'draft'; readonly draftUntil: Instant }
  | { readonly status: 'submitted' }
  | { readonly status: 'screening'; readonly answered?: Information }
  | { readonly status: 'information-requested'; readonly request: InformationRequest }
  | { readonly status: 'verified'; readonly verifiedBy: string }
  | { readonly status: 'approved' }
  | { readonly status: 'refused'; readonly code: string }
  | { readonly status: 'active' }
  | { readonly status: 'suspended' }
  | { readonly status: 'departed'; readonly on: Day }
  | { readonly status: 'withdrawn' }
  | { readonly status: 'expired' };

export type Talent = Progress & { readonly record: TalentRecord };
export type TalentState = { readonly status: 'none' } | Talent;
export type TalentStatus = Talent['status'];

export type Decision = readonly TalentEvent[] | Rejection<TalentRejection>;

/** Every status a record may have, in the order of a life. */
export const talentStatuses = [
  'draft',
  'submitted',
  'screening',
  'information-requested',
  'verified',
  'approved',
  'refused',
  'active',
  'suspended',
  'departed',
  'withdrawn',
  'expired',
] as const satisfies readonly TalentStatus[];

const ended: readonly TalentStatus[] = ['refused', 'departed', 'withdrawn', 'expired'];

/** Whether the record has come to an end that nothing leads back from. */
export const hasEnded = ({ status }: Talent): boolean => ended.includes(status);
