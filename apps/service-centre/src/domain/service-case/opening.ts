import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { findCaseType } from '../case-types';
import { findCentre } from '../centres';
import type { CaseCommandData } from './commands';
import { alreadySo, type Decision } from './rules';
import type { CaseState } from './state';

/** Opens a case under a number that was issued to it before. */
export const openCase = (
  { number, opening }: CaseCommandData['OpenCase'],
  state: CaseState,
  { at }: DecisionContext,
): Decision => {
  if (state.status !== 'none')
    return state.file.number === number ? alreadySo : reject('already-opened');
  const { openedBy, ...about } = opening;
  if (!findCentre(about.centre)) return reject('unknown-centre');
  if (!findCaseType(about.type, about.typeVersion)) return reject('unknown-case-type');
  return [{ type: 'CaseOpened', data: { ...about, number, by: openedBy, at } }];
};
