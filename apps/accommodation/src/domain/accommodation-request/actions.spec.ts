import type { Instant } from '@talentloop/event-sourcing';
import { addDays, addHours } from '@talentloop/locale';
import * as fc from 'fast-check';
import { derivedActions, eventsOf } from '../../../test/fixtures/derived-actions';
import { accommodationRequest } from './accommodation-request';
import { actionsFor } from './actions';
import type { RequestCommandData } from './commands';
import {
  caseworker as actor,
  DUE,
  facts,
  histories,
  leg,
  ref,
  requestExemplars,
} from './exemplars';
import type { RequestEvent } from './events';
import { NIGHTS_MAX } from './rules/guards';
import type { RequestState } from './state';

const { evolve, initialState } = accommodationRequest;
const START = '2026-03-01T00:00:00.000Z';

/** The command behind each action, in the order in which callers see the actions. */
const actions = {
  submit: 'SubmitRequest',
  'start-assessment': 'StartAssessment',
  'request-information': 'RequestInformation',
  'provide-information': 'ProvideInformation',
  assess: 'AssessRequest',
  refuse: 'RefuseRequest',
  waitlist: 'WaitlistRequest',
  offer: 'OfferUnit',
  accept: 'AcceptOffer',
  decline: 'DeclineOffer',
  withdraw: 'WithdrawRequest',
  'check-in': 'CheckIn',
  'check-out': 'CheckOut',
  'no-show': 'RecordNoShow',
  cancel: 'CancelBooking',
  extend: 'ExtendStay',
  shorten: 'ShortenStay',
  transfer: 'TransferStay',
} as const satisfies Record<string, keyof RequestCommandData>;

const after = (events: readonly RequestEvent[]): RequestState =>
  events.reduce(evolve, initialState);
const derived = (state: RequestState, at: Instant) =>
  derivedActions(accommodationRequest, requestExemplars, actions, state, { at, actor });

/** The moment, but not before the last event of the request: no command is judged before it. */
const notBefore = (state: RequestState, at: Instant): Instant =>
  'arrivedAt' in state && state.arrivedAt > at ? state.arrivedAt : at;

const moments = fc.integer({ min: 0, max: 24 * 40 }).map((hours) => addHours(START, hours));

it.each(Object.entries(histories))('in %s, what is offered is what is granted', (_, events) => {
  fc.assert(
    fc.property(moments, (moment) => {
      const state = after(events);
      const at = notBefore(state, moment);
      expect(derived(state, at)).toEqual(actionsFor(state, { at }));
    }),
    { numRuns: 60 },
  );
});

it('whatever was done before, what is offered is what is granted', () => {
  const step = fc.record({
    type: fc.constantFrom(...Object.values(actions)),
    hours: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(histories)), fc.array(step), (events, steps) => {
      let state = after(events);
      let at = notBefore(state, START);
      for (const { type, hours } of steps) {
        at = addHours(at, hours);
        const context = { at, actor };
        state = eventsOf(accommodationRequest, requestExemplars, type, state, context).reduce(
          evolve,
          state,
        );
        expect(derived(state, at)).toEqual(actionsFor(state, { at }));
      }
    }),
    { numRuns: 200 },
  );
});

it('offers nothing of what does not exist', () => {
  expect(actionsFor(initialState, { at: START })).toEqual([]);
  expect(derived(initialState, START)).toEqual([]);
});

it('offers no acceptance after the deadline', () => {
  const state = after(histories.offered);
  expect(derived(state, DUE)).toEqual(['withdraw']);
});

it('derives no extension of the longest possible stay, where the table still lists one', () => {
  const longest = { ...leg, to: addDays(facts.from, NIGHTS_MAX) };
  const state = after([
    ...histories.offered,
    { type: 'BookingConfirmed', data: { ...ref, ...longest } },
  ]);
  expect(actionsFor(state, { at: START })).toContain('extend');
  expect(derived(state, START)).toEqual(['cancel', 'shorten', 'transfer']);
});
