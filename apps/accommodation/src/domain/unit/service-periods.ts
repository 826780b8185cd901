import type { DecisionContext } from '@talentloop/event-sourcing';
import { dayOf, laterOf } from '../days';
import type { OutOfService } from './calendar';
import type { TakeOutOfService } from './commands';
import type { OutOfServicePeriod } from './events';
import { refOf, refusedNights, type RegisteredUnit, type UnitDecision } from './unit-state';

export const takeOutOfService = (
  state: RegisteredUnit,
  { reason, periodId, from, to }: TakeOutOfService['data'],
): UnitDecision => {
  const asked = { entry: 'out-of-service', from, to } as const;
  const already = state.calendar.some(
    (entry) => entry.entry === asked.entry && entry.from === from && entry.to === to,
  );
  if (already) return [];
  const refused = refusedNights(state, asked);
  if (refused) return refused;
  const data = { ...refOf(state), periodId, from, to };
  return [{ type: 'UnitTakenOutOfService', data, reason }];
};

/** Void periods that are running or still to come on that day. */
export const openPeriods = (state: RegisteredUnit, today: string): readonly OutOfService[] =>
  state.calendar.filter(
    (entry): entry is OutOfService => entry.entry === 'out-of-service' && entry.to > today,
  );

/** The unit can be lived in from today on; the nights already lost stay lost. */
export const returnToService = (state: RegisteredUnit, { at }: DecisionContext): UnitDecision => {
  const on = dayOf(at);
  const periods = openPeriods(state, on).map(({ id, from }): OutOfServicePeriod => ({
    periodId: id,
    from,
    to: laterOf(from, on),
  }));
  if (periods.length === 0) return [];
  return [{ type: 'UnitReturnedToService', data: { ...refOf(state), on, periods } }];
};
