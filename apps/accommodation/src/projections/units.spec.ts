import { registered as propertyRegistered } from '../domain/property/exemplars';
import type { UnitEvent } from '../domain/unit/events';
import {
  booked,
  cancelled,
  closed,
  departedEarly,
  DUE,
  expired,
  extended,
  facts,
  held,
  nights,
  ref,
  registered,
  released,
} from '../domain/unit/exemplars';
import { recorded, tableOf } from '@talentloop/testing';
import { holdDeadlines } from './hold-deadlines/hold-deadlines';
import { occupancy } from './occupancy/occupancy';
import { properties } from './properties/properties';
import { units } from './units/units';

const reopened = (to: string): UnitEvent => ({
  type: 'UnitReturnedToService',
  data: { ...ref, on: to, periods: [{ periodId: 'period-1', from: nights.from, to }] },
});

const log = (events: readonly UnitEvent[]) =>
  events.map((event, revision) => recorded(`unit-${facts.unitId}`, event, { revision }));
const entriesOf = (...events: UnitEvent[]) =>
  tableOf(units, log([registered, ...events])).get(facts.unitId)?.calendar;
const occupied = (...events: UnitEvent[]) => tableOf(occupancy, log([registered, ...events]));

describe('units', () => {
  it('lists what a unit is', () => {
    const { unitId, ...rest } = facts;
    expect(tableOf(units, log([registered])).get(unitId)).toMatchObject({
      id: unitId,
      ...rest,
      calendar: [],
      revision: 0,
    });
  });

  it.each([
    ['held', [held], [{ entry: 'hold', id: 'offer-1', ...nights, expiresAt: DUE }]],
    ['expired', [held, expired], []],
    ['booked', [held, booked], [{ entry: 'booking', id: 'offer-1', ...nights }]],
    [
      'extended',
      [booked, extended],
      [{ entry: 'booking', id: 'offer-1', from: nights.from, to: '2026-03-25' }],
    ],
    [
      'left early',
      [booked, departedEarly],
      [{ entry: 'booking', id: 'offer-1', from: nights.from, to: '2026-03-12' }],
    ],
    ['cancelled', [booked, cancelled], []],
    ['closed', [closed], [{ entry: 'out-of-service', id: 'period-1', ...nights }]],
    [
      'reopened',
      [closed, reopened('2026-03-12')],
      [{ entry: 'out-of-service', id: 'period-1', from: nights.from, to: '2026-03-12' }],
    ],
    ['reopened before', [closed, reopened(nights.from)], []],
  ])('knows what binds it when %s', (_, events, calendar) => {
    expect(entriesOf(...events)).toEqual(calendar);
  });
});

describe('occupancy', () => {
  it('has one row per unit and per entry of its calendar', () => {
    const table = occupied(held);
    expect([...table.keys()]).toEqual([facts.unitId, 'offer-1']);
    expect(table.get(facts.unitId)).toMatchObject({ entry: 'unit', turnaroundDays: 0 });
    expect(table.get('offer-1')).toMatchObject({
      entry: 'hold',
      fromDay: nights.from,
      toDay: nights.to,
      expiresAt: DUE,
    });
  });

  it('follows each entry to its end', () => {
    expect(occupied(held, booked).get('offer-1')).toMatchObject({ entry: 'booking' });
    expect(occupied(held, expired).has('offer-1')).toBe(false);
    expect(occupied(booked, extended).get('offer-1')).toMatchObject({ toDay: '2026-03-25' });
    expect(occupied(booked, departedEarly).get('offer-1')).toMatchObject({ toDay: '2026-03-12' });
    expect(occupied(booked, cancelled).has('offer-1')).toBe(false);
    expect(occupied(closed, reopened('2026-03-12')).get('period-1')).toMatchObject({
      toDay: '2026-03-12',
    });
    expect(occupied(closed, reopened(nights.from)).has('period-1')).toBe(false);
  });

  it("touches no row for a request's event of the same name", () => {
    const event = recorded('accommodationRequest-1', {
      type: 'BookingCancelled' as const,
      data: { requestId: 'r', talentId: 't', unused: [] },
    });
    expect(occupancy.changeBy(event)).toBeUndefined();
    expect(units.changeBy(event)).toBeUndefined();
  });
});

describe('hold_deadlines', () => {
  const due = (...events: UnitEvent[]) => tableOf(holdDeadlines, log([registered, ...events]));

  it('knows when a hold ends, for whose journey', () => {
    const unitStream = `unit-${facts.unitId}`;
    expect(due(held).get('offer-1')).toEqual({
      dueAt: DUE,
      unitId: facts.unitId,
      correlationId: '00000000-0000-4000-8000-00000000c0de',
      causationId: `${unitStream}@1`,
    });
  });

  it('forgets what is booked, released or expired', () => {
    for (const end of [booked, released, expired]) expect(due(held, end).size).toBe(0);
  });
});

describe('properties', () => {
  it('counts the units of each', () => {
    const { propertyId } = facts;
    const table = tableOf(properties, [
      recorded(`property-${propertyId}`, propertyRegistered),
      recorded(`unit-${facts.unitId}`, registered),
    ]);
    expect(table.get(propertyId)).toMatchObject({
      id: propertyId,
      name: 'Loop Residence',
      units: 1,
    });
  });
});
