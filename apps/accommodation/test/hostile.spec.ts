import { type Park, startPark } from './fixtures/park';

let park: Park;
let talentId: string;
let id: string;
beforeAll(async () => {
  park = await startPark();
  talentId = await park.talent();
  id = await park.assessed({ talentId });
});
afterAll(() => park.app.stop());

const path = (action: string): string => `/accommodation-requests/${id}/${action}`;

const good = () => ({
  talentId,
  kind: 'hotel',
  from: park.day(0),
  to: park.day(2),
  guests: 1,
});

it.each<[string, object]>([
  ['an unknown field', { surprise: true }],
  ['a field of the prototype', JSON.parse('{"__proto__":{"admin":true}}')],
  ['null for an optional field', { budget: null }],
  ['an impossible day', { from: '2026-02-30' }],
  ['an instant for a day', { from: '2026-02-03T00:00:00.000Z' }],
  ['a departure before the arrival', { from: '2026-03-02', to: '2026-03-02' }],
  ['nobody', { guests: 0 }],
  ['half a guest', { guests: 1.5 }],
  ['guests as text', { guests: '1' }],
  ['a kind that there is not', { kind: 'tent' }],
  ['an id that is none', { talentId: 'x' }],
  ['money as a number', { budget: 5 }],
  ['money in fractions', { budget: { amount: 1.5, currency: 'HKD' } }],
  ['a currency in lower case', { budget: { amount: 1, currency: 'hkd' } }],
  ['preferences as a number', { preferences: 5 }],
  ['preferences that are unknown', { preferences: { view: 'sea' } }],
  ['an empty note', { preferences: '' }],
  ['a control character', { preferences: '\u0007' }],
  ['a lone surrogate', { preferences: '\ud800' }],
])('a request with %s is 400, and says where', async (_, over) => {
  const reply = await park.officer.post('/accommodation-requests', { ...good(), ...over });
  expect(reply.status).toBe(400);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(JSON.stringify(reply.body)).not.toMatch(/\bat .*\.ts|select |node_modules/i);
});

it.each(['a text', ['a feature', 'another'], { features: ['a feature'], side: 'shenzhen' }])(
  'preferences may be %j',
  async (preferences) => {
    const reply = await park.officer.post('/accommodation-requests', { ...good(), preferences });
    expect(reply.status).toBe(201);
  },
);

it.each<[string, object]>([
  ['assess', { eligible: false, reason: 'x' }],
  ['assess', { reason: 'x' }],
  ['refuse', { code: 'because', reason: 'x' }],
  ['refuse', { code: 'criteria-not-met' }],
  ['request-information', { items: [], message: 'x' }],
  ['request-information', { items: 'x', message: 'x' }],
  ['offer', { unitId: 'x' }],
  ['offer', { unitId: '0c000000-0000-4000-8000-000000000001', expiresInHours: 0 }],
  ['offer', { unitId: '0c000000-0000-4000-8000-000000000001', expiresInHours: 1e9 }],
  ['check-in', {}],
  ['check-in', { at: 'now' }],
  ['check-in', { at: '2026-02-30' }],
  ['check-in', { at: '2026-02-30T00:00:00Z' }],
  ['extend', { to: '2026-13-01' }],
  ['submit', { force: true }],
  ['accept', { unitId: 'x' }],
])('%s %j is 400', async (action, body) => {
  expect((await park.officer.post(path(action), body)).status).toBe(400);
});

it.each([
  ['not JSON', '{', 400],
  ['a list', '[]', 400],
  ['deep', `${'['.repeat(300)}${']'.repeat(300)}`, 400],
  ['2 MB', JSON.stringify({ reason: 'x'.repeat(2_000_000) }), 413],
])('a body that is %s is refused', async (_, body, status) => {
  expect((await park.officer.send('POST', path('waitlist'), body)).status).toBe(status);
});

it.each([
  '/availability',
  '/availability?from=2026-03-02&to=2026-03-01',
  '/availability?from=2026-03-01&to=2036-03-02',
  '/availability?from=2026-03-01&to=2026-03-02&guests=none',
  '/occupancy?from=2026-03-01',
  "/occupancy?from=2026-03-01&to=2026-03-02&kind=x'--",
  '/occupancy?from=2026-03-01&to=2026-03-02&asOf=yesterday',
  '/accommodation-requests?status=happy',
  '/accommodation-requests?limit=0',
  '/accommodation-requests?cursor=x',
  '/units?propertyId=x',
  '/waiting-list?kind=tent',
])('GET %s is 400', async (query) => {
  expect((await park.officer.get(query)).status).toBe(400);
});

it.each(['x', '..', '%00', "'; drop table units; --", '0c000000-0000-4000-8000-000000000001'])(
  'a resource called %s is 404 or 400, never more',
  async (name) => {
    const encoded = name === '%00' ? name : encodeURIComponent(name);
    for (const resource of ['accommodation-requests', 'units', 'properties']) {
      const { status } = await park.officer.get(`/${resource}/${encoded}`);
      expect([400, 404, 200]).toContain(status);
    }
  },
);

it('If-Match is judged before the domain, and a stale one changes nothing', async () => {
  const fresh = await park.assessed({ talentId });
  const unitId = await park.unit();
  const offer = `/accommodation-requests/${fresh}/offer`;
  const stale = { headers: { 'if-match': '"0"' } };
  expect((await park.officer.post(offer, { unitId }, stale)).status).toBe(412);
  expect((await park.officer.get(`/units/${unitId}`)).body.calendar).toEqual([]);
  const { revision } = await park.request(fresh);
  const now = { headers: { 'if-match': `"${revision}"` } };
  expect((await park.officer.post(offer, { unitId }, now)).status).toBe(200);
});
