import type { Day, Instant, Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { RecordedChanges, RecordedDetails } from '../values/details';
import type { DocumentCheck, DocumentKind } from '../values/identity-documents/document-check';
import { sameValue } from '../values/same-value';
import type { TalentCommandData } from './commands';
import type { ChecklistItem, Scope, TalentEventData } from './events';

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

interface LinkedCase {
  readonly caseId: string;
  readonly number: string;
  readonly caseType: string;
  readonly caseCentre: string;
}

/** What a caseworker asks of the person during the screening. */
interface InformationRequest {
  readonly items: Personal<readonly string[]>;
  readonly message: Personal<string>;
}
/** What the person answered last. */
interface Information {
  readonly items?: Personal<readonly string[]>;
  readonly message?: Personal<string>;
}

export interface TalentRecord {
  readonly talentId: string;
  readonly scope: Scope;
  readonly reference?: string;
  /** As first registered: a registration under the same reference is compared with it. */
  readonly registered: Omit<TalentEventData['TalentRegistered'], 'draftUntil'>;
  readonly details: RecordedDetails;
  readonly documents: readonly IdentityDocument[];
  readonly consents: readonly Consent[];
  readonly corrections: readonly Correction[];
  readonly checklist: readonly ChecklistItem[];
  /** Items that a result of another service satisfied, whether they are asked already or not. */
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

/**
 * The state at a moment: a draft that nobody touched is over at its instant, whether or not the
 * deadline has written the event that says so.
 */
export const asOf = <S extends TalentState>(state: S, at: Instant): S | Talent => {
  if (state.status !== 'draft' || at < state.draftUntil) return state;
  return { status: 'expired', record: state.record };
};

type DocumentAsTyped = Pick<IdentityDocument, 'kind' | 'number' | 'checkDigit' | 'expiresOn'>;
const asTyped = ({ kind, number, checkDigit, expiresOn }: DocumentAsTyped): DocumentAsTyped => ({
  kind,
  number,
  ...(checkDigit !== undefined && { checkDigit }),
  ...(expiresOn !== undefined && { expiresOn }),
});

/** The document on record that says exactly the same and was not rejected. */
export const findSameDocument = (
  { record }: Talent,
  wanted: TalentCommandData['AddDocument'],
): IdentityDocument | undefined =>
  record.documents.find(
    (known) => known.status !== 'rejected' && sameValue(asTyped(known), asTyped(wanted)),
  );

/** The consent in force that says exactly the same. */
export const findSameConsent = (
  { record }: Talent,
  wanted: TalentCommandData['GiveConsent'],
): Consent | undefined =>
  record.consents.find(
    (known) =>
      known.status === 'given' &&
      known.purpose === wanted.purpose &&
      known.recipient === wanted.recipient &&
      known.jurisdiction === wanted.jurisdiction &&
      known.textVersion === wanted.textVersion &&
      known.language === wanted.language,
  );

/** Whether a document shows the item: one of the same kind, or any where any will do. */
const isShownByDocument = (item: string, { documents }: TalentRecord): boolean =>
  documents.some(
    ({ kind, status, overridden }) =>
      (status === 'verified' || (overridden && status !== 'rejected')) &&
      (item === kind || item === 'identity-document'),
  );

/** Whether the item of the checklist is there, by a document or by a result of another service. */
export const isSatisfied = (item: string, record: TalentRecord): boolean =>
  record.satisfied.includes(item) || isShownByDocument(item, record);
