import type { PolicyRecord } from '@talentloop/event-sourcing';
import type { DocumentCheck } from '../../values/identity-documents/document-check';
import type { TalentCommandData } from '../commands';
import type { IdentityDocument } from '../state';

/** Raise it when a check or a verification decides differently. */
const VERSION = '2026-01';

/** What the check of a number saw and found. */
export const documentCheckPolicy = (
  { kind, number, checkDigit }: TalentCommandData['AddDocument'],
  check: DocumentCheck,
): PolicyRecord => ({
  name: 'identity-document-check',
  version: VERSION,
  inputs: { kind, number, ...(checkDigit !== undefined && { checkDigit }) },
  fired: check.ok ? [] : [check.reason],
  outcome: check.ok ? 'passed' : 'warned',
});

/** What a decision sees of a document; never its number. */
export const documentFacts = ({
  documentId,
  kind,
  check,
  overridden,
  status,
}: IdentityDocument) => ({
  documentId,
  kind,
  check: check.ok ? 'passed' : check.reason,
  overridden,
  status,
});

/** A caseworker verified a document whose check passed or was overridden. */
export const documentVerificationPolicy = (document: IdentityDocument): PolicyRecord => ({
  name: 'document-verification',
  version: VERSION,
  inputs: documentFacts(document),
  fired: [document.check.ok ? 'check-passed' : 'check-overridden'],
  outcome: 'verified',
});
