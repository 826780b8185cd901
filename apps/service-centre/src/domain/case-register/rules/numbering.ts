import { alreadySo, reject, type Rules } from '@talentloop/event-sourcing';
import { caseNumber } from '../../values/case-number';
import { findCurrentCaseType } from '../../values/case-types';
import { findCentre } from '../../values/centres';
import type { CaseRegisterCommandData, CaseRegisterRejection } from '../commands';
import type { CaseRegisterEvent } from '../events';
import { type CaseRegisterState, findNumberOf } from '../state';

/** Each case is numbered once; a number that was voided is never issued again. */
export const numbering: Rules<
  CaseRegisterCommandData,
  'IssueCaseNumber' | 'VoidCaseNumber',
  CaseRegisterState,
  CaseRegisterEvent,
  CaseRegisterRejection
> = {
  IssueCaseNumber: ({ caseId, year, opening }, state, { actor }) => {
    const code = findCentre(opening.centre)?.code;
    if (code === undefined) return reject('unknown-centre');
    const caseType = findCurrentCaseType(opening.type);
    if (!caseType) return reject('unknown-case-type');
    if (state.series !== undefined && state.series !== `${code}-${year}`)
      return reject('another-register', { series: state.series });
    if (findNumberOf(state, caseId)) return alreadySo;
    const sequence = state.lastSequence + 1;
    const number = caseNumber(code, year, sequence);
    const complete = { ...opening, typeVersion: caseType.version, openedBy: actor.id };
    return [
      { type: 'CaseNumberIssued', data: { caseId, year, sequence, number, opening: complete } },
    ];
  },
  VoidCaseNumber: ({ caseId, refusal }, state) => {
    const issued = findNumberOf(state, caseId);
    if (!issued) return reject('number-not-issued');
    if (issued.voided) return alreadySo;
    return [{ type: 'CaseNumberVoided', data: { caseId, number: issued.number, refusal } }];
  },
};
