import { EXEMPLARY_MOMENT, type Instant } from '@talentloop/event-sourcing';
import { addHours } from '@talentloop/locale';
import * as fc from 'fast-check';
import { derivedActions, eventsOf } from '../../../test/fixtures/derived-actions';
import { actionsFor } from './actions';
import type { UnitCommandData } from './commands';
import { closed, housingOfficer as actor, registered, unitExemplars } from './exemplars';
import type { UnitEvent } from './events';
import type { UnitState } from './state';
import { unit } from './unit';

const types = Object.keys(unitExemplars.commands) as (keyof UnitCommandData)[];
const actions = {
  'out-of-service': 'TakeOutOfService',
  'return-to-service': 'ReturnToService',
} as const;

const offered = (state: UnitState, at: Instant) => actionsFor(state, { at, actor });
const derived = (state: UnitState, at: Instant) =>
  derivedActions(unit, unitExemplars, actions, state, { at, actor });

it('offers nothing before it is registered, and a return only while a period is open', () => {
  const after = (events: readonly UnitEvent[], at: Instant = EXEMPLARY_MOMENT) =>
    offered(events.reduce(unit.evolve, unit.initialState), at);
  expect(after([])).toEqual([]);
  expect(after([registered])).toEqual(['out-of-service']);
  expect(after([registered, closed])).toEqual(['out-of-service', 'return-to-service']);
  expect(after([registered, closed], '2026-03-19T16:00:00.000Z')).toEqual(['out-of-service']);
});

it('whatever was done before, offers what the decider grants of its exemplary commands', () => {
  const step = fc.record({
    type: fc.constantFrom(...types),
    hours: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let state = unit.evolve(unit.initialState, registered);
      let at: Instant = EXEMPLARY_MOMENT;
      for (const { type, hours } of steps) {
        at = addHours(at, hours);
        const events = eventsOf(unit, unitExemplars, type, state, { at, actor });
        state = events.reduce(unit.evolve, state);
        expect(derived(state, at)).toEqual(offered(state, at));
      }
    }),
    { numRuns: 200 },
  );
});
