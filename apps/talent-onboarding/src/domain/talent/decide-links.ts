import type { LinkCommand } from './commands';
import { sameValue } from '../values/same-value';
import type { Decision, Talent } from './state';

/** What other services tell: recorded in any state, each once. */
export const decideLink = (command: LinkCommand, { record }: Talent): Decision => {
  switch (command.type) {
    case 'LinkCase':
      if (record.cases.some((known) => sameValue(known, command.data))) return [];
      return [{ type: 'CaseLinked', data: command.data }];
    case 'SatisfyChecklistItem':
      if (record.satisfied.includes(command.data.item)) return [];
      return [{ type: 'ChecklistItemSatisfied', data: command.data }];
  }
};
