import type { ViewContext } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { asOf, isSatisfied, type Talent, type TalentRecord } from '../domain/talent/state';
import { reasonText } from './checklist-texts';

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
  ...(reference !== undefined && { reference }),
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

/** A person as callers see them: an overdue draft is expired. Auditors read the recorded status. */
export const talentView = (
  recorded: Talent,
  _id: string,
  { at, language, reader }: ViewContext,
) => {
  const state = reader ? asOf(recorded, at) : recorded;
  const { documents, consents, corrections } = state.record;
  return {
    status: state.status,
    ...recordOf(state.record),
    ...progressOf(state),
    documents,
    consents,
    corrections,
    checklist: checklistOf(state.record, language),
  };
};
