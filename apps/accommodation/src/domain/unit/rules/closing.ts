import { alreadySo } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { laterOf } from '../../values/nights';
import type { OutOfServicePeriod } from '../events';
import { openPeriods, refOf } from '../state';
import { refusedNights, type UnitRules } from './guards';

export const closing: UnitRules<'TakeOutOfService' | 'ReturnToService'> = {
  TakeOutOfService: ({ reason, periodId, from, to }, state) => {
    const isClosed = state.calendar.some(
      (known) => known.entry === 'out-of-service' && known.from === from && known.to === to,
    );
    if (isClosed) return alreadySo;
    const refused = refusedNights(state, { entry: 'out-of-service', from, to });
    if (refused) return refused;
    const data = { ...refOf(state), periodId, from, to };
    return [{ type: 'UnitTakenOutOfService', data, reason }];
  },
  /** The unit can be lived in from today on; the nights already lost stay lost. */
  ReturnToService: (_, state, { at }) => {
    const on = localDay(at);
    const periods = openPeriods(state, on).map(({ id, from }): OutOfServicePeriod => ({
      periodId: id,
      from,
      to: laterOf(from, on),
    }));
    if (periods.length === 0) return alreadySo;
    return [{ type: 'UnitReturnedToService', data: { ...refOf(state), on, periods } }];
  },
};
