import { give, type Instant, type ProcessCommand } from '@talentloop/event-sourcing';
import { caseRegister } from '../domain/case-register/case-register';
import type { CaseRegisterCommand } from '../domain/case-register/commands';
import { registerFor } from '../domain/values/case-number';

type Opening = Extract<CaseRegisterCommand, { type: 'IssueCaseNumber' }>['data']['opening'];

/** Asks the centre's register for a number; the case itself is opened once it is issued. */
export const numberACase = (
  caseId: string,
  at: Instant,
  opening: Opening,
): readonly ProcessCommand[] => {
  const register = registerFor(opening.centre, at);
  if (!register) return [];
  const { id, year } = register;
  return [give(caseRegister, id, { type: 'IssueCaseNumber', data: { caseId, year, opening } })];
};
