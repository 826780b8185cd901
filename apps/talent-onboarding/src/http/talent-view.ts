import { allowedActions, type Language } from '@talentloop/http';
import type { Subject } from '@talentloop/access';
import type { DecisionContext, Instant, Loaded } from '@talentloop/event-sourcing';
import { actionsFor, correctionActionsFor, documentActionsFor } from '../domain/talent/actions';
import { asOf, isSatisfied, type Talent, type TalentRecord } from '../domain/talent/state';
import { reasonText } from './checklist-texts';
import { correctionPolicy, documentPolicy, talentPolicy } from './policy';

/** What callers see of where the record stands. */
const progressOf = (state: Talent): object => {
  switch (state.status) {
    case 'draft':
      return { draftUntil: state.draftUntil };
    case 'information-requested':
      return { informationRequest: state.request };
    case 'screening':
      return state.answered === undefined ? {} : { informationProvided: state.answered };
    case 'refused':
      return { refusalCode: state.code };
    case 'departed':
      return { departedOn: state.on };
    case 'submitted':
    case 'verified':
    case 'approved':
    case 'active':
    case 'suspended':
    case 'withdrawn':
    case 'expired':
      return {};
  }
};

/** The record without its parts. */
const recordOf = ({ scope, reference, details, cases }: TalentRecord) => ({
  ...scope,
  ...(reference === undefined ? {} : { reference }),
  ...details,
  cases: cases.map(({ caseId, number, caseType, caseCentre }) => ({
    id: caseId,
    number,
    type: caseType,
    centre: caseCentre,
  })),
});

const checklistOf = (record: TalentRecord, language: Language) =>
  record.checklist.map(({ item, why }) => ({
    item,
    why: reasonText(why, language),
    satisfied: isSatisfied(item, record),
  }));

/** Who may see it: the one centre, the one portal, and the person. */
export const scopeOf = ({ record }: Talent) => ({ ...record.scope, talentId: record.talentId });

/** The body of a GET without the actions: a pure function of the log, for auditors too. */
export const talentBody = (
  { id, state, revision, createdAt, updatedAt, correlationId }: Loaded<Talent>,
  language: Language = 'en',
) => {
  const { documents, consents, corrections } = state.record;
  return {
    id,
    status: state.status,
    revision,
    createdAt,
    updatedAt,
    correlationId,
    ...recordOf(state.record),
    ...progressOf(state),
    documents,
    consents,
    corrections,
    checklist: checklistOf(state.record, language),
  };
};

export interface Reader {
  readonly subject: Subject;
  readonly at: Instant;
  readonly language: Language;
}

/** The body of a GET, with what this caller may do next, at its parts too. */
export const talentView = (loaded: Loaded<Talent>, { subject, at, language }: Reader) => {
  const state = asOf(loaded.state, at);
  const context: DecisionContext = { at, actor: { id: subject.id, roles: subject.roles } };
  const asking = { subject, scope: scopeOf(state), href: `/talents/${loaded.id}` };
  const body = talentBody({ ...loaded, state }, language);
  return {
    ...body,
    documents: state.record.documents.map((document) => ({
      ...document,
      allowedActions: allowedActions(documentActionsFor(document, state, context), {
        ...asking,
        policy: documentPolicy,
        href: `${asking.href}/documents/${document.documentId}`,
      }),
    })),
    corrections: state.record.corrections.map((correction) => ({
      ...correction,
      allowedActions: allowedActions(correctionActionsFor(correction, state, context), {
        ...asking,
        policy: correctionPolicy,
        href: `${asking.href}/corrections/${correction.correctionId}`,
      }),
    })),
    allowedActions: allowedActions(actionsFor(state, context), {
      ...asking,
      policy: talentPolicy,
    }),
  };
};
