import type { DecisionContext } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { openPeriods, type UnitState } from './state';

/** What may be asked of a unit by http.md's names; who may ask is the access policy's. */
export const actionsFor = (state: UnitState, { at }: DecisionContext): readonly string[] => {
  if (state.status === 'none') return [];
  const isVoid = openPeriods(state, localDay(at)).length > 0;
  return isVoid ? ['out-of-service', 'return-to-service'] : ['out-of-service'];
};
