import type { Actor, PolicyRecord } from '@talentloop/event-sourcing';
import type { TalentRecord } from '../state';
import { documentFacts } from './documents';

/** Raise it when the verification or the admission of a person decides differently. */
const VERSION = '2026-01';

/** A caseworker verified a person on these documents. */
export const verificationPolicy = ({
  documents,
}: Pick<TalentRecord, 'documents'>): PolicyRecord => ({
  name: 'talent-verification',
  version: VERSION,
  inputs: { documents: documents.map(documentFacts) },
  fired: ['every-document-verified-or-overridden', 'one-document-at-least'],
  outcome: 'verified',
});

/** Who verified is named only where somebody did: a refusal may come before. */
export const admissionPolicy = (
  { documents, details }: Pick<TalentRecord, 'documents' | 'details'>,
  actor: Actor,
  outcome: { readonly approvedAfter: string } | { readonly refusedWith: string },
): PolicyRecord => {
  const approved = 'approvedAfter' in outcome;
  return {
    name: 'admission',
    version: VERSION,
    inputs: {
      scheme: details.scheme ?? 'none',
      documents: documents.map(documentFacts),
      decidedBy: actor.id,
      ...(approved && { verifiedBy: outcome.approvedAfter }),
    },
    fired: [approved ? 'four-eyes' : outcome.refusedWith],
    outcome: approved ? 'approved' : 'refused',
  };
};
