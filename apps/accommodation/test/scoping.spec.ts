import type { Json, Reply } from '@talentloop/testing/journeys';
import { actionsOf, type Park, startPark } from './fixtures/park';

let park: Park;
let talentId: string;
let requestId: string;
let unitId: string;
beforeAll(async () => {
  park = await startPark();
  talentId = await park.talent();
  unitId = await park.unit();
  requestId = await park.assessed({ talentId });
  await park.officer.see('/accommodation-requests', ({ items }) => items.length > 0);
});
afterAll(() => park.app.stop());

const path = (id: string): string => `/accommodation-requests/${id}`;
/** Every command of a request with a body that is well-formed. */
const commands = (): Readonly<Record<string, object>> => ({
  submit: {},
  'start-assessment': {},
  'request-information': { items: ['x'], message: 'x' },
  'provide-information': {},
  assess: { eligible: true, reason: 'x' },
  refuse: { code: 'other', reason: 'x' },
  waitlist: { reason: 'x' },
  offer: { unitId },
  accept: {},
  decline: { reason: 'x' },
  'check-in': { at: park.now() },
  'check-out': { at: park.now() },
  extend: { to: park.day(12) },
  shorten: { to: park.day(2) },
  transfer: { unitId, on: park.day(1) },
  'no-show': {},
  cancel: { reason: 'x' },
  withdraw: { reason: 'x' },
});
const ofParty = ['submit', 'provide-information', 'accept', 'decline', 'withdraw'];
const told = ({ status, body }: Reply): string => `${status} ${JSON.stringify(body.code ?? '')}`;

it('nobody is served without a token', async () => {
  const { Caller } = await import('@talentloop/testing/journeys');
  const nobody = new Caller(park.app.url);
  for (const action of Object.keys(commands()))
    expect((await nobody.post(`${path(requestId)}/${action}`)).status).toBe(401);
  const reads = ['', `/${requestId}`, `/${requestId}/matches`].map(
    (end) => path('').slice(0, -1) + end,
  );
  for (const read of [...reads, '/properties', `/units/${unitId}`, '/availability', '/occupancy'])
    expect((await nobody.get(read)).status).toBe(401);
});

it.each([
  ['the worker of another centre', () => park.as('caseworker-online')],
  ['another portal', () => park.as('portal-b')],
  ['another talent', () => park.as('talent', '0c000000-0000-4000-8000-000000000009')],
])('%s finds nothing, and is told no more than that', async (_, caller) => {
  const stranger = caller();
  const nothing = await stranger.get(path('0c000000-0000-4000-8000-000000000001'));
  const { instance: _i, ...body } = nothing.body;
  const found = await stranger.get(path(requestId));
  expect([found.status, { ...found.body, instance: _i }]).toEqual([404, { ...body, instance: _i }]);
  expect((await stranger.get('/accommodation-requests')).body.items).toEqual([]);
  const filtered = await stranger.get(`/accommodation-requests?talentId=${talentId}`);
  expect(filtered.body.items).toEqual([]);
  for (const [action, data] of Object.entries(commands())) {
    const reply = await stranger.post(`${path(requestId)}/${action}`, data);
    expect(['403 "forbidden"', '404 "not-found"']).toContain(told(reply));
  }
  const stay = { kind: 'hotel', from: park.day(0), to: park.day(1), guests: 1 };
  const asked = await stranger.post('/accommodation-requests', { talentId, ...stay });
  expect(asked.status).toBe(404);
});

it('the portal and the person may do what is theirs, and no more', async () => {
  for (const caller of [park.as('portal'), park.as('talent', talentId)]) {
    expect((await caller.get(path(requestId))).body.id).toBe(requestId);
    for (const [action, data] of Object.entries(commands())) {
      if (ofParty.includes(action)) continue;
      expect(told(await caller.post(`${path(requestId)}/${action}`, data))).toBe('403 "forbidden"');
    }
    expect((await caller.get(`${path(requestId)}/matches`)).status).toBe(403);
    expect((await caller.get('/waiting-list')).status).toBe(403);
    expect((await caller.get(`/occupancy?from=${park.day(0)}&to=${park.day(1)}`)).status).toBe(403);
    const seen = await caller.get(`/units/${unitId}`);
    expect([seen.status, seen.body.calendar]).toEqual([200, undefined]);
    expect((await caller.post('/properties', {})).status).toBe(403);
  }
});

it('the auditor reads everything and writes nothing', async () => {
  const auditor = park.as('auditor');
  expect((await auditor.get(path(requestId))).body).toMatchObject({ allowedActions: [] });
  for (const [action, data] of Object.entries(commands()))
    expect((await auditor.post(`${path(requestId)}/${action}`, data)).status).toBe(403);
  expect((await auditor.get(`${path(requestId)}/matches`)).status).toBe(200);
});

it('a talent not heard of yet is not there', async () => {
  const stay = { kind: 'hotel', from: park.day(0), to: park.day(1), guests: 1 };
  const body = { talentId: '0c000000-0000-4000-8000-000000000001', ...stay };
  expect((await park.officer.post('/accommodation-requests', body)).status).toBe(404);
});

describe('allowedActions', () => {
  /** A fresh request of the talent in each state, and whether time has to pass. */
  const states: Readonly<Record<string, () => Promise<string>>> = {
    draft: async () => {
      const stay = { kind: 'talent-residence', from: park.day(0), to: park.day(5), guests: 2 };
      return (await park.officer.do('/accommodation-requests', { talentId, ...stay })).id;
    },
    submitted: async () => advance(await states['draft']?.(), 'submit'),
    'eligibility-check': async () => advance(await states['submitted']?.(), 'start-assessment'),
    'information-requested': async () =>
      advance(await states['submitted']?.(), 'request-information'),
    assessed: () => park.assessed({ talentId }),
    waitlisted: async () => advance(await states['assessed']?.(), 'waitlist'),
    offered: async () => {
      const id = await park.assessed({ talentId });
      await park.command(id, 'offer', { unitId: await park.unit() });
      return id;
    },
    booked: async () => park.booked(await park.unit(), { talentId }),
    'checked-in': async () => advance(await states['booked']?.(), 'check-in'),
    departed: async () => advance(await states['checked-in']?.(), 'check-out'),
    withdrawn: async () => advance(await states['draft']?.(), 'withdraw'),
    refused: async () => advance(await states['submitted']?.(), 'refuse'),
    'no-show': async () => advance(await states['booked']?.(), 'no-show'),
    cancelled: async () => advance(await states['booked']?.(), 'cancel'),
  };
  const advance = async (id: string | undefined, action: string): Promise<string> => {
    await park.command(id ?? '', action, commands()[action]);
    return id ?? '';
  };

  it.each(Object.keys(states))(
    'in %s are what this caller can do, and all of it',
    async (state) => {
      const personas = ['housing-officer', 'caseworker', 'portal', 'talent'];
      for (const persona of personas) {
        const asker = park.as(persona, persona === 'talent' ? talentId : undefined);
        let id = (await states[state]?.()) ?? '';
        const listed = actionsOf((await asker.get(path(id))).body);
        for (const action of Object.keys(commands())) {
          const before = (await park.request(id)).revision;
          const data = { ...commands()[action] };
          const body = 'unitId' in data ? { ...data, unitId: await park.unit() } : data;
          const reply: Reply = await asker.post(`${path(id)}/${action}`, body);
          const did = reply.status === 200 && (await park.request(id)).revision > before;
          const told: Json = { persona, state, action, did };
          expect(told).toEqual({ persona, state, action, did: listed.includes(action) });
          if (!did) expect([200, 403, 409]).toContain(reply.status);
          else id = (await states[state]?.()) ?? '';
        }
      }
    },
    60_000,
  );
});
