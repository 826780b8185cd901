import { alreadySo, reject, type Rules } from '@talentloop/event-sourcing';
import { findCaseType } from '../../values/case-types';
import { findCentre } from '../../values/centres';
import type { CaseCommandData, CaseRejection } from '../commands';
import type { CaseEvent } from '../events';
import type { CaseState } from '../state';

/** Opens a case under the number that was issued to it before. */
export const opening: Rules<CaseCommandData, 'OpenCase', CaseState, CaseEvent, CaseRejection> = {
  OpenCase: ({ number, opening: { openedBy, ...about } }, state, { at }) => {
    if (state.status !== 'none')
      return state.file.number === number ? alreadySo : reject('already-opened');
    if (!findCentre(about.centre)) return reject('unknown-centre');
    if (!findCaseType(about.type, about.typeVersion)) return reject('unknown-case-type');
    return [{ type: 'CaseOpened', data: { ...about, number, by: openedBy, at } }];
  },
};
