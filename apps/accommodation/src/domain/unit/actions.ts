import type { DecisionContext } from '@talentloop/event-sourcing';
import { dayOf } from '../days';
import { openPeriods } from './service-periods';
import type { UnitState } from './unit-state';

/** What may be asked of a unit by http.md's names; who may ask is the access policy's. */
export const actionsFor = (state: UnitState, { at }: DecisionContext): readonly string[] => {
  if (state.status === 'none') return [];
  const isVoid = openPeriods(state, dayOf(at)).length > 0;
  return isVoid ? ['out-of-service', 'return-to-service'] : ['out-of-service'];
};
