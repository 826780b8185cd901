import { reject } from '@talentloop/event-sourcing';
import type { UnitState } from '../state';
import type { UnitRules } from './guards';

export const registering: UnitRules<'RegisterUnit', UnitState> = {
  RegisterUnit: (data, state) =>
    state.status === 'none'
      ? [{ type: 'UnitRegistered', data }]
      : reject('unit-already-registered'),
};
