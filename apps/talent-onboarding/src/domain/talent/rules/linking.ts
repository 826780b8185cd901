import { alreadySo } from '@talentloop/event-sourcing';
import { sameValue } from '../../values/same-value';
import type { TalentRules } from './guards';

/** What the other services report: recorded in any status, each once. */
export const linking: TalentRules<'LinkCase' | 'SatisfyChecklistItem'> = {
  LinkCase: (data, { record }) =>
    record.cases.some((known) => sameValue(known, data))
      ? alreadySo
      : [{ type: 'CaseLinked', data }],
  SatisfyChecklistItem: (data, { record }) =>
    record.satisfied.includes(data.item) ? alreadySo : [{ type: 'ChecklistItemSatisfied', data }],
};
