import {
  type Command,
  type Decider,
  type DomainEvent,
  isRejection,
  type ProcessCommand,
  type RecordedEvent,
} from '@talentloop/event-sourcing';
import { addDays, addHours, localDay } from '@talentloop/locale';
import { stepsAfter } from '@talentloop/processes';
import { recorded } from '@talentloop/testing';
import * as fc from 'fast-check';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestCommand } from '../domain/accommodation-request/commands';
import { facts, histories } from '../domain/accommodation-request/exemplars';
import type { RequestState } from '../domain/accommodation-request/state';
import { facts as unitFacts } from '../domain/unit/exemplars';
import type { UnitState } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followRequests } from './follow-requests/follow-requests';
import { followUnits } from './follow-units/follow-units';

const actor = { id: 'worker-1', roles: ['caseworker'] };
const UNITS = ['unit-1', 'unit-2', 'unit-3'] as const;
const reason = 'Because.';

/** Two processes, three units and one request, with all appends and reactions in one order. */
class World {
  at = '2026-03-08T02:00:00.000Z';
  request: RequestState = histories.assessed.reduce(
    accommodationRequest.evolve,
    accommodationRequest.initialState,
  );
  readonly units = new Map<string, UnitState>(
    UNITS.map((unitId): [string, UnitState] => [
      unitId,
      unit.evolve(unit.initialState, { type: 'UnitRegistered', data: { ...unitFacts, unitId } }),
    ]),
  );
  private readonly log: RecordedEvent[] = [];
  private readonly reached = { units: 0, requests: 0 };
  /** Commands that wrote events: given again under the same id, they are found done. */
  private readonly done = new Set<string>();
  private names = 0;

  name(): string {
    return `name-${(this.names += 1)}`;
  }

  ask(command: RequestCommand): void {
    this.give({ category: 'accommodationRequest', id: facts.requestId, command });
  }

  /** True when the command wrote something. */
  give({ category, id, command, otherwise }: ProcessCommand, under?: string): boolean {
    if (under !== undefined && this.done.has(under)) return true;
    const isUnit = category === 'unit';
    const state = isUnit ? this.units.get(id) : this.request;
    if (category === 'knownTalent' || state === undefined) return false;
    const decider = (isUnit ? unit : accommodationRequest) as Decider<
      Command,
      unknown,
      DomainEvent,
      string
    >;
    const answer = decider.decide(command, state, { at: this.at, actor });
    if (isRejection(answer)) {
      const undo = otherwise?.(answer) ?? [];
      undo.forEach((next, index) => this.give(next, under && `${under} otherwise ${index}`));
      return false;
    }
    const next = answer.reduce(decider.evolve, state);
    if (isUnit) this.units.set(id, next as UnitState);
    else this.request = next as RequestState;
    for (const event of answer)
      this.log.push(
        recorded(`${category}-${id}`, event, { revision: this.log.length, at: this.at }),
      );
    if (under !== undefined && answer.length > 0) this.done.add(under);
    return answer.length > 0;
  }

  /** What whoever asked does at once: the second step of the last event, under the process's id. */
  followAtOnce(): void {
    const last = this.log.at(-1);
    if (last) this.react('units', last);
  }

  /** One process goes on by one event. */
  proceed(which: 'units' | 'requests'): void {
    const event = this.log[this.reached[which]];
    if (!event) return;
    this.reached[which] += 1;
    this.react(which, event);
  }

  settle(): void {
    for (let rounds = 0; rounds < 500; rounds += 1) {
      this.proceed('units');
      this.proceed('requests');
    }
  }

  private react(which: 'units' | 'requests', event: RecordedEvent): void {
    const process = which === 'units' ? followUnits : followRequests;
    for (const { command, context } of stepsAfter(process, event))
      this.give(command, context.commandId);
  }
}

type Move = (world: World, pick: number) => void;

const onUnit = (world: World, id: string, command: ProcessCommand['command']): void => {
  world.give({ category: 'unit', id, command });
};
const asker = { requestId: facts.requestId, talentId: facts.talentId, centre: facts.centre };
const party = { kind: unitFacts.kind, guests: facts.guests };
const unitAt = (pick: number): string => UNITS[pick % UNITS.length] ?? UNITS[0];
const stayOf = ({ request }: World) => ('stay' in request ? request.stay : undefined);

const moves: Readonly<Record<string, Move>> = {
  offer: (world, pick) => {
    const { from, to } = facts;
    const data = { ...asker, ...party, from, to, offerId: world.name(), expiresInHours: 24 };
    onUnit(world, unitAt(pick), { type: 'HoldUnit', data });
  },
  accept: (world) => {
    const { request } = world;
    if (request.status !== 'offered') return;
    const { unitId, offerId } = request.offer;
    onUnit(world, unitId, { type: 'BookUnit', data: { offerId } });
  },
  expire: (world) => {
    for (const [id, state] of world.units)
      if (state.status === 'registered')
        for (const { id: offerId } of state.calendar)
          onUnit(world, id, { type: 'ExpireHold', data: { offerId } });
  },
  extend: (world, pick) => {
    const stay = stayOf(world);
    const last = stay?.legs.at(-1);
    if (!stay || !last) return;
    const { to: previousTo, change } = stay;
    const to = addDays(previousTo, 1 + (pick % 4));
    const data = { bookingId: last.bookingId, to, previousTo, change: change + 1 };
    onUnit(world, last.unitId, { type: 'ExtendBooking', data });
  },
  transfer: (world, pick) => {
    const stay = stayOf(world);
    const left = stay?.legs.at(-1);
    if (!stay || !left) return;
    const data = {
      ...asker,
      ...party,
      bookingId: world.name(),
      from: addDays(left.from, pick % 5),
      to: stay.to,
      change: stay.change + 1,
      transferFrom: { unitId: left.unitId, bookingId: left.bookingId },
    };
    onUnit(world, unitAt(pick), { type: 'BookTransfer', data });
  },
  shorten: (world, pick) => {
    const to = stayOf(world)?.to;
    if (to) world.ask({ type: 'ShortenStay', data: { to: addDays(to, -1 - (pick % 4)) } });
  },
  decline: (world) => world.ask({ type: 'DeclineOffer', data: { reason } }),
  withdraw: (world) => world.ask({ type: 'WithdrawRequest', data: { reason } }),
  cancel: (world) => world.ask({ type: 'CancelBooking', data: { reason } }),
  checkIn: (world) => world.ask({ type: 'CheckIn', data: { at: world.at } }),
  checkOut: (world) => world.ask({ type: 'CheckOut', data: { at: world.at } }),
  noShow: (world) => world.ask({ type: 'RecordNoShow', data: {} }),
  leave: (world, pick) => {
    const on = addDays(localDay(world.at), pick % 5);
    world.ask({ type: 'EndForTalent', data: { on, because: 'departed' } });
  },
  timePasses: (world, pick) => {
    world.at = addHours(world.at, 1 + (pick % 20));
  },
  followAtOnce: (world) => world.followAtOnce(),
  unitsProceed: (world) => world.proceed('units'),
  requestsProceed: (world) => world.proceed('requests'),
};

const stays = ['extend', 'shorten', 'transfer', 'followAtOnce', 'unitsProceed', 'requestsProceed'];
const offers = ['offer', 'offer', 'accept', 'decline', 'followAtOnce'];
const stepOf = (...often: readonly string[]) =>
  fc.array(
    fc.record({
      move: fc.oneof(
        { arbitrary: fc.constantFrom(...often), weight: 5 },
        { arbitrary: fc.constantFrom(...Object.keys(moves)), weight: 1 },
      ),
      pick: fc.nat({ max: 60 }),
    }),
    { maxLength: 24, size: 'max' },
  );
/** Offers that meet each other, and stays that change while they change. */
const story = fc.oneof(
  stepOf(...offers),
  stepOf(...stays).map((steps) => [
    { move: 'offer', pick: 0 },
    { move: 'unitsProceed', pick: 0 },
    { move: 'accept', pick: 0 },
    { move: 'followAtOnce', pick: 0 },
    ...steps,
  ]),
);

/** The nights that the units keep for the request, and those it believes to have. */
const kept = (world: World): string[] =>
  [...world.units].flatMap(([unitId, state]) =>
    state.status === 'none'
      ? []
      : state.calendar.map(({ entry, id, from, to }) => `${entry} ${id} ${unitId} ${from} ${to}`),
  );
const believed = ({ request }: World): string[] => {
  if (request.status === 'offered') {
    const { offerId, unitId } = request.offer;
    return [`hold ${offerId} ${unitId} ${facts.from} ${facts.to}`];
  }
  const isStay = ['booked', 'checked-in', 'departed'].includes(request.status);
  if (!isStay || !('stay' in request)) return [];
  const { stay, status } = request;
  const legs = stay.legs.filter(({ from }) => from < stay.to || status !== 'departed');
  return legs.map(({ bookingId, unitId, from, to }) => {
    const end = status === 'departed' && to > stay.to ? stay.to : to;
    return `booking ${bookingId} ${unitId} ${from} ${end}`;
  });
};

it('whatever is asked in whatever order, units and request agree once everything is told', () => {
  fc.assert(
    fc.property(story, (steps) => {
      const world = new World();
      for (const { move, pick } of steps) moves[move]?.(world, pick);
      world.settle();
      moves['expire']?.(world, 0); // The deadline comes round too.
      world.settle();
      expect(
        kept(world)
          .filter((entry) => !/ (\S+) \1$/.test(entry))
          .sort(),
      ).toEqual(believed(world).sort());
    }),
    { numRuns: 1_000 },
  );
});
