import type { Actor, PolicyRecord } from '@talentloop/event-sourcing';
import type { AddDocument } from './commands';
import type { DocumentCheck } from '../values/identity-documents/document-check';
import { type ChecklistFacts, checklistVersion } from './checklist';
import type { AskedItem } from './events';
import type { IdentityDocument, TalentRecord } from './state';

/** The rule book of this service: raise it when a rule below decides differently. */
const RULES = '2026-01';

/** What the check of a number saw and found. */
export const documentCheckPolicy = (
  { kind, number, checkDigit }: AddDocument['data'],
  check: DocumentCheck,
): PolicyRecord => ({
  name: 'identity-document-check',
  version: RULES,
  inputs: { kind, number, ...(checkDigit === undefined ? {} : { checkDigit }) },
  fired: check.ok ? [] : [check.reason],
  outcome: check.ok ? 'passed' : 'warned',
});

const documentFacts = ({ documentId, kind, check, overridden, status }: IdentityDocument) => ({
  documentId,
  kind,
  check: check.ok ? 'passed' : check.reason,
  overridden,
  status,
});

export const documentVerificationPolicy = (document: IdentityDocument): PolicyRecord => ({
  name: 'document-verification',
  version: RULES,
  inputs: documentFacts(document),
  fired: [document.check.ok ? 'check-passed' : 'check-overridden'],
  outcome: 'verified',
});

export const checklistPolicy = (
  facts: ChecklistFacts,
  checklist: readonly AskedItem[],
): PolicyRecord => ({
  name: 'checklist',
  version: checklistVersion,
  inputs: { ...facts },
  fired: [...new Set(checklist.map(({ why }) => why))],
  outcome: `${checklist.length}-items`,
});

export const verificationPolicy = ({ documents }: TalentRecord): PolicyRecord => ({
  name: 'talent-verification',
  version: RULES,
  inputs: { documents: documents.map(documentFacts) },
  fired: ['every-document-verified-or-overridden', 'one-document-at-least'],
  outcome: 'verified',
});

/** Who verified is named only where somebody did: a refusal may come before. */
export const admissionPolicy = (
  { documents, details }: TalentRecord,
  actor: Actor,
  outcome: { approvedAfter: string } | { refusedWith: string },
): PolicyRecord => {
  const approved = 'approvedAfter' in outcome;
  return {
    name: 'admission',
    version: RULES,
    inputs: {
      scheme: details.scheme ?? 'none',
      documents: documents.map(documentFacts),
      decidedBy: actor.id,
      ...(approved ? { verifiedBy: outcome.approvedAfter } : {}),
    },
    fired: [approved ? 'four-eyes' : outcome.refusedWith],
    outcome: approved ? 'approved' : 'refused',
  };
};
