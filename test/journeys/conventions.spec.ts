import type { Caller, Json, Reply, TestInstallation } from '@talentloop/testing/journeys';
import { admission, casework, homes, housing } from './steps/arrival';
import { consent, enquiry, goodPassport, newcomer, residence, traveller } from './steps/bodies';
import { take, upTo } from './steps/journey';
import { settled } from './steps/settled';
import { type As, callersOf, startWorld, type Who } from './steps/world';

let app: TestInstallation;
let as: As;
const known: Record<string, string> = {};

beforeAll(async () => {
  app = await startWorld();
  as = callersOf(app, () => known['talent']);
  await take({ as, known }, [...homes, ...admission, ...casework, ...upTo(housing, 'offer')]);
}, 60_000);
afterAll(() => app.stop());

/** One resource of each service, and a command that it accepts repeatedly. */
const resources: readonly {
  readonly service: string;
  readonly who: Who;
  readonly path: () => string;
  readonly again: (n: number) => readonly [string, object];
}[] = [
  {
    service: 'talent-onboarding',
    who: 'portal',
    path: () => `/talents/${known['talent']}`,
    again: (n) => ['/documents', { ...goodPassport, number: `REPEATED${n}` }],
  },
  {
    service: 'service-centre',
    who: 'caseworker',
    path: () => `/cases/${known['case']}`,
    again: (n) => ['/notes', { text: `note ${n}` }],
  },
  {
    service: 'accommodation',
    who: 'housing-officer',
    path: () => `/units/${known['studio']}`,
    again: (n) => [
      '/out-of-service',
      { from: `2030-01-${10 + n}`, to: `2030-01-${11 + n}`, reason: 'Painting.' },
    ],
  },
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe.each(resources)('a resource of $service', ({ who, path, again }) => {
  let n = 0;
  const command = (caller: Caller, headers: Record<string, string> = {}): Promise<Reply> => {
    const [rest, body] = again((n += 1));
    return caller.post(`${path()}${rest}`, body, { headers });
  };

  it('has what every resource has, and an ETag that is its revision', async () => {
    const { status, body, headers } = await as(who).get(path());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.stringMatching(UUID),
      status: expect.any(String),
      revision: expect.any(Number),
      createdAt: expect.stringMatching(INSTANT),
      updatedAt: expect.stringMatching(INSTANT),
      correlationId: expect.stringMatching(UUID),
      allowedActions: expect.any(Array),
    });
    expect(headers.get('etag')).toBe(`"${body.revision}"`);
    for (const { action, href } of body.allowedActions) {
      expect(href).toBe(`${path()}/${action}`);
      expect((await as(who).get(href)).status).toBe(405);
    }
  });

  it('takes a command at the revision that was read, and no other', async () => {
    const caller = as(who);
    await command(caller);
    const { revision } = (await caller.get(path())).body;
    const stale = await command(caller, { 'if-match': `"${revision - 1}"` });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-revision' } });
    const ahead = await command(caller, { 'if-match': `"${revision + 1}"` });
    expect(ahead.status).toBe(412);
    for (const malformed of ['x', '"x"', '""'])
      expect((await command(caller, { 'if-match': malformed })).status).toBe(400);
    const now = (await caller.get(path())).body.revision;
    const done = await command(caller, { 'if-match': `"${now}"` });
    expect([200, 201]).toContain(done.status);
    expect(done.body).toMatchObject({ id: expect.any(String), revision: now + 1 });
    expect(done.headers.get('etag')).toBe(`"${now + 1}"`);
    expect((await caller.get(path())).body.revision).toBe(now + 1);
  });

  it('lets one of many commands at the same revision through', async () => {
    const caller = as(who);
    const { revision } = (await caller.get(path())).body;
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => command(caller, { 'if-match': `"${revision}"` })),
    );
    const statuses = replies.map(({ status }) => (status < 300 ? 'done' : String(status))).sort();
    expect(statuses).toEqual([...Array.from({ length: 7 }, () => '412'), 'done']);
  });

  it('is 405 for a method that the path does not have, 415 for what is no JSON', async () => {
    const caller = as(who);
    const { status, body } = await caller.send('PUT', path(), '{}');
    expect({ status, code: body.code }).toEqual({ status: 405, code: 'method-not-allowed' });
    const [rest] = again(0);
    const headers = { 'content-type': 'text/plain' };
    const text = await caller.send('POST', `${path()}${rest}`, 'x', { headers });
    expect(text.status).toBe(415);
  });

  it('answers problems in the caller’s language, and with every member', async () => {
    const nowhere = path().replace(/[^/]+$/, '0d000000-0000-4000-8000-000000000009');
    const titles = await Promise.all(
      ['en', 'zh-Hant', 'zh-Hans'].map(async (language) => {
        const reply = await as(who).get(nowhere, { 'accept-language': language });
        expect(reply.status).toBe(404);
        expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(reply.body).toEqual({
          type: expect.any(String),
          title: expect.any(String),
          status: 404,
          detail: expect.any(String),
          instance: expect.any(String),
          code: 'not-found',
        });
        return String(reply.body.title);
      }),
    );
    expect(new Set(titles).size).toBe(3);
  });
});

/** One list of each service: how to add an item, and how to find it. */
const lists: readonly {
  readonly path: string;
  readonly who: Who;
  readonly create: readonly [string, () => object];
}[] = [
  { path: '/talents', who: 'portal', create: ['/talents', () => traveller] },
  { path: '/cases', who: 'caseworker', create: ['/cases', () => enquiry] },
  { path: '/properties', who: 'housing-officer', create: ['/properties', () => residence] },
  {
    path: '/accommodation-requests',
    who: 'portal',
    create: [
      '/accommodation-requests',
      () => ({ talentId: known['talent'], ...newcomer.accommodation }),
    ],
  },
];

describe.each(lists)('the list $path', ({ path, who, create: [at, body] }) => {
  const create = (): Promise<Reply> => as(who).post(at, body());

  it('includes a write whose Consistency-Token it was shown', async () => {
    for (let i = 0; i < 5; i += 1) {
      const created = await create();
      expect(created.status).toBe(201);
      expect(created.headers.get('location')).toBe(`${at}/${created.body.id}`);
      const token = created.headers.get('consistency-token') ?? '';
      const { status, body: page } = await as(who).get(path, { 'consistency-token': token });
      expect(status).toBe(200);
      expect(page.items[0].id).toBe(created.body.id);
    }
    const wrong = await as(who).get(path, { 'consistency-token': 'nonsense' });
    expect(wrong.status).toBe(400);
  });

  it('pages newest first, neither repeating nor skipping while others come', async () => {
    const expected = (await as(who).get(`${path}?limit=200`)).body.items.map(({ id }: Json) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body: page } = await as(who).get(`${path}?limit=2${next}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }: Json) => String(id)));
      cursor = page.nextCursor;
      await create();
    } while (cursor !== undefined);
    expect(seen).toEqual(expected);
  });

  it('refuses limits, cursors and questions that are none', async () => {
    const { nextCursor } = (await as(who).get(`${path}?limit=1`)).body;
    const cursor = encodeURIComponent(nextCursor);
    for (const query of [
      'limit=0',
      'limit=201',
      'limit=x',
      'limit=',
      'cursor=x',
      'surprise=1',
      'status=gone',
      `cursor=${cursor}x`,
      `cursor=${cursor}&status=${path === '/properties' ? 'x' : 'open'}`,
    ]) {
      const reply = await as(who).get(`${path}?${query}`);
      expect([query, reply.status]).toEqual([query, 400]);
    }
    // Everybody sees the same properties. A cursor of one caller is not valid for another one.
    const foreign = await as('auditor').get(`${path}?cursor=${cursor}`);
    expect(foreign.status).toBe(path === '/properties' ? 200 : 400);
  });

  it('shows every scalar field of the resource in its items', async () => {
    await settled(app.connectionString);
    const { items } = (await as(who).get(`${path}?limit=5`)).body;
    for (const item of items) {
      const one = (await as(who).get(`${path}/${item.id}`)).body;
      const scalars = Object.entries(one).filter(([, value]) => typeof value !== 'object');
      expect(item).toMatchObject(Object.fromEntries(scalars));
    }
  });
});

it('asks the token of one log nothing of another', async () => {
  const talent = await as('portal').post('/talents', traveller);
  const headers = { 'consistency-token': talent.headers.get('consistency-token') ?? '' };
  expect((await as('caseworker').get('/cases', headers)).status).toBe(200);
  expect((await as('housing-officer').get('/properties', headers)).status).toBe(200);
});

it('names a journey with X-Correlation-Id once, and later requests inherit it', async () => {
  const journey = '0a11c0de-0000-4000-8000-0000000000b1';
  const other = '0a11c0de-0000-4000-8000-0000000000b2';
  const portal = as('portal');
  const headers = { 'x-correlation-id': journey };
  const { id } = (await portal.post('/talents', traveller, { headers })).body;
  await portal.post(`/talents/${id}/consents`, consent, { headers: { 'x-correlation-id': other } });
  expect((await portal.get(`/talents/${id}`)).body.correlationId).toBe(journey);
  const { items } = (await as('auditor').get(`/audit/talents/${id}/history`)).body;
  expect(items.map(({ correlationId }: Json) => correlationId)).toEqual([journey, journey]);
  const bad = await portal.post('/talents', traveller, { headers: { 'x-correlation-id': 'x' } });
  expect(bad.status).toBe(400);
  expect((await as('auditor').get(`/audit/correlations/${other}`)).status).toBe(404);
});
