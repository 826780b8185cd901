import { isRejection } from '@talentloop/event-sourcing';
import * as fc from 'fast-check';
import { addDays, addHours, dayOf, laterOf, startOf } from '../days';
import { accommodationRequest } from './accommodation-request';
import { actionsFor } from './actions';
import type { RequestCommand } from './commands';
import type { RequestEvent } from './events';
import { lives } from './request.fixtures';
import type { MadeRequest, RequestState } from './request-state';

const actor = { id: 'worker-1', roles: ['caseworker'] };
const { decide, evolve, initialState } = accommodationRequest;
const fold = (events: readonly RequestEvent[]): RequestState => events.reduce(evolve, initialState);

const stayOf = (state: MadeRequest) => ('stay' in state ? state.stay : undefined);

/** A good body for each of http.md's actions, if the state has one at all. */
const goodBody = (action: string, state: MadeRequest, at: string): RequestCommand => {
  const { from = state.from, to = state.to, change = 0, legs = [] } = stayOf(state) ?? {};
  const last = legs.at(-1) ?? { bookingId: 'none', unitId: 'none', from, to };
  const offer = state.status === 'offered' ? state.offer : { offerId: 'offer-9', unitId: 'unit-9' };
  const reason = 'Because.';
  const seen = { change: change + 1 };
  const commands: Record<string, RequestCommand> = {
    submit: { type: 'SubmitRequest', data: {} },
    'start-assessment': { type: 'StartAssessment', data: {} },
    'request-information': { type: 'RequestInformation', data: { items: ['x'], message: 'x' } },
    'provide-information': { type: 'ProvideInformation', data: { message: 'a new answer' } },
    assess: { type: 'AssessRequest', data: { reason } },
    refuse: { type: 'RefuseRequest', data: { code: 'other', reason } },
    waitlist: { type: 'WaitlistRequest', data: { reason } },
    withdraw: { type: 'WithdrawRequest', data: { reason } },
    cancel: { type: 'CancelBooking', data: { reason } },
    'no-show': { type: 'RecordNoShow', data: {} },
    offer: {
      type: 'OfferUnit',
      data: { offerId: 'o', unitId: 'u', expiresAt: addHours(at, 1), expiresInHours: 1 },
    },
    accept: {
      type: 'AcceptOffer',
      data: { offerId: offer.offerId, unitId: offer.unitId, from, to, bookedAt: at },
    },
    decline: { type: 'DeclineOffer', data: { reason } },
    'check-in': { type: 'CheckIn', data: { at: startOf(from) } },
    'check-out': {
      type: 'CheckOut',
      data: { at: state.status === 'checked-in' ? state.arrivedAt : at },
    },
    extend: {
      type: 'ExtendStay',
      data: { ...seen, bookingId: last.bookingId, to: addDays(to, 1), previousTo: to },
    },
    shorten: {
      type: 'ShortenStay',
      data: {
        to: laterOf(addDays(from, 1), state.status === 'checked-in' ? dayOf(at) : from),
      },
    },
    transfer: {
      type: 'TransferStay',
      data: {
        ...seen,
        bookingId: 'move-9',
        unitId: `beside-${last.unitId}`,
        fromBookingId: last.bookingId,
        on: state.status === 'checked-in' ? laterOf(last.from, dayOf(at)) : last.from,
        to,
      },
    },
  };
  const command = commands[action];
  if (!command) throw new Error(`no body for ${action}`);
  return command;
};

const every = [
  'submit',
  'start-assessment',
  'request-information',
  'provide-information',
  'assess',
  'refuse',
  'waitlist',
  'withdraw',
  'cancel',
  'no-show',
  'offer',
  'accept',
  'decline',
  'check-in',
  'check-out',
  'extend',
  'shorten',
  'transfer',
];

/** What is listed changes something; what is not is refused, or finds its state reached. */
const agrees = (state: RequestState, asked: string) => {
  if (state.status === 'none') return;
  // A command is never judged before the events it follows.
  const at = state.status === 'checked-in' ? laterOf(asked, state.arrivedAt) : asked;
  const listed = actionsFor(state, { at });
  for (const action of every) {
    const answer = decide(goodBody(action, state, at), state, { at, actor });
    const changes = !isRejection(answer) && answer.length > 0;
    expect({ status: state.status, action, at, listed: changes }).toEqual({
      status: state.status,
      action,
      at,
      listed: listed.includes(action),
    });
  }
};

const moments = fc
  .integer({ min: 0, max: 24 * 40 })
  .map((hours) => addHours('2026-03-01T00:00:00.000Z', hours));

it.each(Object.entries(lives))('in %s, what is offered is what is possible', (_, life) => {
  fc.assert(
    fc.property(moments, (at) => agrees(fold(life), at)),
    { numRuns: 60 },
  );
});

it('whatever was done before, what is offered is what is possible', () => {
  const step = fc.record({
    action: fc.constantFrom(...every),
    hours: fc.integer({ max: 60, min: 0 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(lives)), fc.array(step), (life, steps) => {
      let state = fold(life);
      let at = 'arrivedAt' in state ? state.arrivedAt : '2026-03-01T00:00:00.000Z';
      for (const { action, hours } of steps) {
        at = addHours(at, hours);
        if (state.status === 'none') return;
        const answer = decide(goodBody(action, state, at), state, { at, actor });
        if (!isRejection(answer)) state = answer.reduce(evolve, state);
        agrees(state, at);
      }
    }),
    { numRuns: 200 },
  );
});

it('offers nothing of what does not exist', () => {
  expect(actionsFor(initialState, { at: '2026-03-01T00:00:00.000Z' })).toEqual([]);
});
