import { derivedId } from '@talentloop/event-sourcing';
import { defineResource, does, type ResourceCommands } from '@talentloop/http';
import { unitExemplars } from '../domain/unit/exemplars';
import type { RegisteredUnit } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { calendarReaders, housingReaders, officers } from './policy';
import { OutOfServiceRequest } from './unit.dto';
import { unitProblems } from './unit.problems';
import { unitView } from './unit.view';
import { UnitView } from './unit.view.dto';

/** Units and their nights; they belong to no centre, client or person. */
export const units = defineResource({
  decider: unit,
  exemplars: unitExemplars,
  path: 'units',
  tag: 'housing',
  body: UnitView,
  exists: (state): state is RegisteredUnit => state.status === 'registered',
  scopeOf: () => ({}),
  view: unitView,
  read: housingReaders,
  fieldRights: { calendar: calendarReaders },
  continuesItsJourney: true,
  problems: unitProblems,
  actions: {
    'out-of-service': does(
      'TakeOutOfService',
      officers,
      OutOfServiceRequest,
      ({ from, to, reason }, { commandId }) => ({
        periodId: derivedId(commandId, 'out of service'),
        from,
        to,
        reason,
      }),
    ),
    'return-to-service': does('ReturnToService', officers),
  },
});

export type Units = ResourceCommands<typeof units>;
