import { isRejection } from '@talentloop/event-sourcing';
import * as fc from 'fast-check';
import { addDays, addHours } from '@talentloop/locale';
import { freeFrom } from '../values/occupied-nights';
import type { UnitCommand } from './commands';
import type { UnitEvent } from './events';
import { asker, facts } from './exemplars';
import { type CalendarEntry, hasLapsed } from './state';
import { unit } from './unit';

const actor = { id: 'worker-1', roles: ['caseworker'] };
const START = '2026-03-01T00:00:00.000Z';
const day = fc.integer({ min: 0, max: 25 }).map((offset) => addDays('2026-03-01', offset));
const id = fc.integer({ min: 0, max: 5 }).map((n) => `entry-${n}`);
const party = { kind: facts.kind, guests: 1 };

const command: fc.Arbitrary<UnitCommand> = fc.oneof(
  fc
    .record({ offerId: id, from: day, to: day, hours: fc.integer({ min: 1, max: 72 }) })
    .map(({ hours, ...data }): UnitCommand => ({
      type: 'HoldUnit',
      data: { ...asker, ...party, ...data, expiresInHours: hours },
    })),
  id.map((offerId): UnitCommand => ({ type: 'BookUnit', data: { offerId } })),
  id.map((offerId): UnitCommand => ({ type: 'ExpireHold', data: { offerId } })),
  id.map((offerId): UnitCommand => ({
    type: 'ReleaseHold',
    data: { offerId, because: 'declined' },
  })),
  id.map((bookingId): UnitCommand => ({
    type: 'CancelUnitBooking',
    data: { bookingId, because: 'cancelled' },
  })),
  fc
    .record({ bookingId: id, to: day, previousTo: day, change: fc.integer({ min: 1, max: 4 }) })
    .map((data): UnitCommand => ({ type: 'ExtendBooking', data })),
  fc
    .record({ bookingId: id, to: day, change: fc.integer({ min: 1, max: 4 }) })
    .map((data): UnitCommand => ({ type: 'ShortenBooking', data })),
  fc
    .record({ bookingId: id, on: day })
    .map((data): UnitCommand => ({ type: 'RecordDeparture', data })),
  fc.record({ bookingId: id, from: day, to: day }).map((data): UnitCommand => ({
    type: 'BookTransfer',
    data: { ...asker, ...party, ...data, change: 1, transferFrom: { unitId: 'u', bookingId: 'b' } },
  })),
  fc.record({ periodId: id, from: day, to: day }).map((data): UnitCommand => ({
    type: 'TakeOutOfService',
    data: { ...data, periodId: `void-${data.periodId}`, reason: 'paint' },
  })),
  fc.constant<UnitCommand>({ type: 'ReturnToService', data: {} }),
);

interface Step {
  readonly hours: number;
  readonly command: UnitCommand;
}
const steps = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 40 }), command }), {
  maxLength: 60,
});

/** Every state that the unit goes through, with the moment and the events that led there. */
const journey = (turnaroundDays: number, taken: readonly Step[]) => {
  let at = START;
  let state = unit.evolve(unit.initialState, {
    type: 'UnitRegistered',
    data: { ...facts, turnaroundDays },
  });
  return taken.map(({ hours, command: asked }) => {
    at = addHours(at, hours);
    const answer = unit.decide(asked, state, { at, actor });
    const events: readonly UnitEvent[] = isRejection(answer) ? [] : answer;
    state = events.reduce(unit.evolve, state);
    return { at, state, events };
  });
};

const nightsOf = (entry: CalendarEntry, turnaroundDays: number): readonly string[] => {
  if (entry.from >= entry.to) return [];
  const nights: string[] = [];
  for (let night = entry.from; night < freeFrom(entry, turnaroundDays); night = addDays(night, 1))
    nights.push(night);
  return nights;
};

it('whatever is asked in whatever order, no night and no turnaround day is taken twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), steps, (turnaroundDays, taken) => {
      for (const { at, state } of journey(turnaroundDays, taken)) {
        if (state.status === 'none') throw new Error('the unit is registered');
        const nights = state.calendar
          .filter((entry) => !hasLapsed(entry, at))
          .flatMap((entry) => nightsOf(entry, turnaroundDays));
        expect(new Set(nights).size).toBe(nights.length);
      }
    }),
    { numRuns: 300 },
  );
});

it('one offer ends in one way: booked, released or expired', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const endings = journey(0, taken)
        .flatMap(({ events }) => events)
        .flatMap((event) => {
          if (event.type === 'UnitBooked' && !event.data.transferFrom)
            return [event.data.bookingId];
          if (event.type === 'HoldReleased' || event.type === 'HoldExpired')
            return [event.data.offerId];
          return [];
        });
      expect(new Set(endings).size).toBe(endings.length);
    }),
    { numRuns: 300 },
  );
});

it('what was decided once is found decided when it is asked again', () => {
  fc.assert(
    fc.property(steps, command, (taken, asked) => {
      const last = journey(1, taken).at(-1);
      if (!last) return;
      const answer = unit.decide(asked, last.state, { at: last.at, actor });
      if (isRejection(answer)) return;
      const after = answer.reduce(unit.evolve, last.state);
      expect(unit.decide(asked, after, { at: last.at, actor })).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
