import { may, type Persona, personas, type Role } from '@talentloop/access';
import { Caller, type Json, type Reply, type TestInstallation } from '@talentloop/testing/journeys';
import { admission, casework, homes, housing } from './steps/arrival';
import { enquiry, newcomer } from './steps/bodies';
import { take, upTo } from './steps/journey';
import { filled, type Operation, operationsOf, sampleOf } from './steps/operations';
import { settled } from './steps/settled';
import { type As, callersOf, startWorld } from './steps/world';

let app: TestInstallation;
let as: As;
let document: Json;
let operations: readonly Operation[];
const known: Record<string, string> = {};
let ids: Readonly<Record<string, string>>;

const STRANGER = '0d000000-0000-4000-8000-0000000000aa';
/** Routes that need no token: health, what developers need, and the page for people. */
const open = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /openapi.json',
  'POST /dev/token',
  'POST /dev/clock',
  'GET /dev/jwks.json',
];
const mayBeOpen = /^(GET|HEAD) \/($|docs(\/|$)|health\/|metrics$|openapi\.json$|dev\/jwks\.json$)/;

beforeAll(async () => {
  app = await startWorld();
  as = callersOf(app, () => known['talent']);
  document = (await as('portal').get('/openapi.json')).body;
  operations = operationsOf(document);
  await take({ as, known }, [...homes, ...admission, ...casework, ...upTo(housing, 'offer')]);
  const sponsor = { name: 'Example Ltd', sector: 'ai', origin: 'overseas' };
  known['sponsor'] = (await as('supervisor').do('/sponsors', sponsor)).id;
  await settled(app.connectionString);
  ids = idsOf(known);
}, 60_000);
afterAll(() => app.stop());

const idsOf = (of: Record<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      talents: of['talent'],
      cases: of['case'],
      'accommodation-requests': of['request'],
      units: of['unit'],
      properties: of['property'],
      sponsors: of['sponsor'],
      documentId: of['document'],
      taskId: of['task'],
    }).map(([name, id]) => [name, String(id)]),
  );

const pathOf = ({ path }: Operation, of = ids): string => filled(path, of);

/**
 * Sends a request with a body that the route accepts, so that no request is refused because of its
 * form.
 */
const ask = (caller: Caller, operation: Operation, of = ids): Promise<Reply> => {
  const { method, body } = operation;
  const sent = method === 'POST' ? JSON.stringify(body ? sampleOf(document, body) : {}) : undefined;
  return caller.send(method, pathOf(operation, of), sent);
};

const isSecret = ({ roles }: Operation): boolean => roles.length > 0;

describe('without a token', () => {
  it('every operation of the API’s description is 401', async () => {
    const nobody = new Caller(app.url);
    expect(operations.filter(isSecret).length).toBeGreaterThan(90);
    for (const operation of operations.filter(isSecret)) {
      const { status, body, headers } = await ask(nobody, operation);
      const { method, path } = operation;
      expect([method, path, status, body.code]).toEqual([method, path, 401, 'unauthenticated']);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('every route of the router is 401, but a few that are meant to be open', async () => {
    const nobody = new Caller(app.url);
    const answered: string[] = [];
    for (const { method, path } of app.routes) {
      const address = path.replace(/:\w+/g, STRANGER).replace('*', 'x');
      const sent = ['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : undefined;
      const { status } = await nobody.send(method, address, sent);
      if (status !== 401) answered.push(`${method} ${path}`);
    }
    const surprising = answered.filter((route) => !mayBeOpen.test(route) && !open.includes(route));
    expect(surprising).toEqual([]);
    expect(answered).toEqual(expect.arrayContaining(open));
    const routed = new Set(app.routes.map(({ method, path }) => `${method} ${path}`));
    const described = operations.map(
      ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(described.filter((each) => !routed.has(each))).toEqual([]);
    const undescribed = [...routed]
      .filter((each) => !described.includes(each.replace(/^HEAD /, 'GET ')))
      .filter((each) => !mayBeOpen.test(each));
    expect(undescribed).toEqual([]);
  });

  it('an altered, a foreign and an unsigned token are 401 too', async () => {
    const { body } = await new Caller(app.url).post('/dev/token', { persona: 'supervisor' });
    const [head = '', claims = '', signature = ''] = String(body.access_token).split('.');
    const other = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...other, centre: 'online' })).toString(
      'base64url',
    );
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    const tokens = [
      `${head}.${forged}.${signature}`,
      `${none}.${claims}.`,
      `${head}.${claims}.${signature.slice(0, -4)}AAAA`,
      'x',
      '',
    ];
    for (const token of tokens) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await new Caller(app.url).get('/talents', headers)).status).toBe(401);
    }
  });
});

describe('a role that may never', () => {
  const outsiders = (roles: readonly string[]): Persona[] =>
    (Object.keys(personas) as Persona[]).filter((persona) => {
      const held: readonly Role[] = personas[persona].roles;
      return !held.some((role) => roles.includes(role));
    });

  it('gets 403, whatever it asks for', async () => {
    const callers = new Map<string, Caller>();
    let asked = 0;
    for (const operation of operations.filter(isSecret))
      for (const persona of outsiders(operation.roles)) {
        const caller = callers.get(persona) ?? app.as(persona, ids['talents']);
        callers.set(persona, caller);
        const { status, body } = await ask(caller, operation, {});
        const { method, path } = operation;
        expect([persona, method, path, status]).toEqual([persona, method, path, 403]);
        expect(body).toMatchObject({ code: 'forbidden' });
        asked += 1;
      }
    expect(asked).toBeGreaterThan(400);
  }, 60_000);

  it('is told so by the description as by the router', () => {
    for (const { method, path, traits } of app.routes) {
      if (!traits.rule) continue;
      const { rule } = traits;
      const described = operations.find(
        (it) => it.method === method && it.path.replace(/\{(\w+)\}/g, ':$1') === path,
      );
      if (!described) continue;
      for (const { roles } of Object.values(personas)) {
        const held: readonly Role[] = roles;
        const lets = may({ id: 'x', roles: held }, rule);
        expect([path, held, lets]).toEqual([
          path,
          held,
          held.some((role) => described.roles.includes(role)),
        ]);
      }
    }
  });

  it('is the auditor for every write, and anybody but a supervisor for an approval', () => {
    const letsIn = (role: string, pattern: RegExp): string[] =>
      operations
        .filter(({ method, path }) => pattern.test(`${method} ${path}`))
        .filter(({ roles }) => roles.includes(role))
        .map(({ method, path }) => `${method} ${path}`);
    expect(letsIn('auditor', /^(POST|DELETE)/)).toEqual(['POST /audit/verify']);
    const supervisors = /\/talents\/\{id\}\/(approve|refuse|activate|suspend|reinstate)$/;
    for (const role of ['caseworker', 'portal', 'talent', 'housing-officer'])
      expect(letsIn(role, supervisors)).toEqual([]);
    for (const role of ['portal', 'talent', 'housing-officer', 'operator'])
      expect(letsIn(role, /audit|worklist/)).toEqual([]);
  });
});

/** Routes of resources that belong to a person. Units, properties and companies do not. */
const owned = (): readonly Operation[] =>
  operations.filter(({ path }) => /^\/(talents|cases|accommodation-requests)\/\{id\}/.test(path));
const shape = ({ body }: Reply): Json => ({ ...body, instance: '' });

describe('strangers', () => {
  const strangers: readonly [string, () => Caller][] = [
    ['another centre’s caseworker', () => app.as('caseworker-online')],
    ['another portal', () => app.as('portal-b')],
    ['another person', () => app.as('talent', STRANGER)],
  ];

  it.each(strangers)('find nothing under any path: %s', async (_, of) => {
    const stranger = of();
    const nothing: Record<string, string> = {};
    for (const operation of owned()) {
      const there = await ask(stranger, operation);
      const nowhere = await ask(stranger, operation, nothing);
      const { method, path } = operation;
      expect([method, path, there.status, shape(there)]).toEqual([
        method,
        path,
        nowhere.status,
        shape(nowhere),
      ]);
      expect([method, path, [403, 404].includes(there.status)]).toEqual([method, path, true]);
    }
  });

  it.each(strangers)('see nothing in any list, filter or feed: %s', async (_, of) => {
    const stranger = of();
    const secrets = ['talent', 'case', 'request', 'number'].map((name) => String(known[name]));
    const lists = [
      '/talents',
      `/talents?ids=${known['talent']}`,
      '/talents?q=Example',
      '/cases',
      `/cases?talentId=${known['talent']}`,
      `/cases?number=${known['number']}`,
      '/worklist',
      '/accommodation-requests',
      `/accommodation-requests?talentId=${known['talent']}`,
      '/waiting-list',
      '/changes',
      `/cases/${known['number']}`,
      `/units/${known['unit']}`,
    ];
    for (const path of lists) {
      const { status, body } = await stranger.get(path);
      const text = JSON.stringify({ ...body, instance: '' });
      const leaked = secrets.filter((secret) => text.includes(secret));
      expect([path, leaked]).toEqual([path, []]);
      expect([200, 403, 404]).toContain(status);
      if (Array.isArray(body.items) && !path.startsWith('/units')) expect(body.items).toEqual([]);
    }
  });

  it('cannot write about what they do not see', async () => {
    const stay = { kind: 'hotel', from: '2027-01-01', to: '2027-01-05', guests: 1 };
    const about = { talentId: known['talent'] };
    const attempts: readonly [Caller, string, object][] = [
      [app.as('portal-b'), '/accommodation-requests', { ...about, ...stay }],
      [app.as('talent', STRANGER), '/accommodation-requests', { ...about, ...stay }],
      [app.as('caseworker-online'), '/accommodation-requests', { ...about, ...stay }],
      [app.as('caseworker-online'), '/cases', { ...enquiry, ...about, centre: 'online' }],
      [app.as('caseworker-online'), '/cases', enquiry],
      [app.as('caseworker-online'), '/talents', newcomer],
    ];
    for (const [caller, path, body] of attempts) {
      const { status } = await caller.post(path, body);
      expect([path, [403, 404].includes(status)]).toEqual([path, true]);
    }
  });

  it('see a case that is on its way to them, and lose it again', async () => {
    const online = app.as('caseworker-online');
    const worker = as('caseworker');
    const { id } = await worker.do('/cases', enquiry);
    const path = `/cases/${id}`;
    await worker.do(`${path}/transfer`, { centre: 'online', reason: 'They live there.' });
    expect((await online.get(path)).status).toBe(200);
    expect((await worker.get(path)).status).toBe(200);
    await online.do(`${path}/decline-transfer`, { reason: 'They do not.' });
    expect((await online.get(path)).status).toBe(404);
    await worker.do(`${path}/transfer`, { centre: 'online', reason: 'They do.' });
    await online.do(`${path}/accept-transfer`);
    expect((await worker.get(path)).status).toBe(404);
    expect((await online.get(path)).body).toMatchObject({ centre: 'online' });
  });
});
