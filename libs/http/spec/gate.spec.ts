import { Controller, Get, Module } from '@nestjs/common';
import { type Persona, personas } from '@talentloop/access';
import { createSecretKey } from 'node:crypto';
import { Pool } from 'pg';
import { createHttpApp, InstallationModule, Public } from '../index';
import { thingsApp, type ThingsApp } from './things-app';

let things: ThingsApp;
beforeAll(async () => {
  things = await thingsApp();
});
afterAll(() => things.close());

const ask = async (method: 'GET' | 'POST', url: string, persona?: Persona, payload?: string) => {
  const token = persona && (await things.token(persona));
  return things.app.inject({
    method,
    url,
    ...(payload !== undefined && { payload }),
    headers: {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
};

it('answers 401 on every route that is not public, whatever is sent', async () => {
  const guarded = things.routes.all().filter(({ traits }) => !traits.public);
  expect(guarded.length).toBeGreaterThan(5);
  for (const { method, path } of guarded) {
    for (const authorization of [undefined, 'Bearer', 'Bearer x', 'Basic eDp5', 'bearer a.b.c']) {
      const answer = await things.app.inject({
        method: method as 'GET',
        url: path.replace(':id', 'x'),
        payload: '{',
        headers: { 'content-type': 'text/plain', ...(authorization && { authorization }) },
      });
      expect([path, answer.statusCode]).toEqual([path, 401]);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm=/);
    }
  }
});

it('lists what is public', () => {
  const open = things.routes
    .all()
    .filter(({ traits, method }) => traits.public && method === 'GET');
  expect(open.map(({ path }) => path).sort()).toEqual([
    '/docs',
    '/docs/start.js',
    '/docs/swagger-ui-bundle.js',
    '/docs/swagger-ui.css',
    '/health/live',
    '/health/ready',
    '/metrics',
    '/openapi.json',
  ]);
});

it.each([
  ['caseworker', 404],
  ['supervisor', 404],
  ['housing-officer', 404],
  ['auditor', 403],
  ['portal', 403],
  ['talent', 403],
  ['operator', 403],
] as const)('rename by %s is %i', async (persona, status) => {
  const answer = await ask('POST', '/things/x/rename', persona, '{"name":"y"}');
  expect(answer.statusCode).toBe(status);
});

it('judges the role before the body, and the body before the resource', async () => {
  expect((await ask('POST', '/things/x/rename', 'auditor', '{')).statusCode).toBe(403);
  expect((await ask('POST', '/things/x/rename', 'caseworker', '{')).statusCode).toBe(400);
  expect((await ask('POST', '/things/x/rename', 'caseworker', '{}')).statusCode).toBe(400);
  expect((await ask('POST', '/things/x/rename', 'caseworker', '{"name":"y"}')).statusCode).toBe(
    404,
  );
});

it("answers another centre's resource as if there were none", async () => {
  const added = await ask('POST', '/things', 'caseworker', '{"name":"x"}');
  const { id } = added.json();
  const seen = await ask('GET', `/things/${id}`, 'caseworker-online');
  const none = await ask('GET', '/things/none', 'caseworker-online');
  expect(seen.statusCode).toBe(404);
  expect(seen.body.replace(id, 'none')).toBe(none.body);
  expect((await ask('GET', `/things/${id}`, 'auditor')).statusCode).toBe(200);
});

it('offers only what state, role and relation allow', async () => {
  const { id } = (await ask('POST', '/things', 'caseworker', '{"name":"x"}')).json();
  const offered = async (persona: Persona): Promise<string[]> => {
    const { allowedActions } = (await ask('GET', `/things/${id}`, persona)).json();
    return allowedActions.map(({ href }: { href: string }) => href);
  };
  const [rename, scrap] = [`/things/${id}/rename`, `/things/${id}/scrap`];
  expect(await offered('caseworker')).toContain(rename);
  expect(await offered('caseworker')).not.toContain(scrap);
  expect(await offered('supervisor')).toEqual(expect.arrayContaining([rename, scrap]));
  expect(await offered('auditor')).toEqual([]);
  await ask('POST', `/things/${id}/scrap`, 'supervisor');
  expect(await offered('supervisor')).not.toContain(rename);
});

it('does not start with a route that nobody decided on', async () => {
  @Controller('open')
  class Open {
    @Get()
    forgotten(): string {
      return 'x';
    }
    @Public()
    @Get('public')
    decided(): string {
      return 'x';
    }
  }
  const installation = InstallationModule.forRoot({
    pool: new Pool(),
    verifier: things.verifier,
    clock: { now: () => '' },
    secret: createSecretKey(Buffer.alloc(32)),
    readiness: { waitingFor: () => [] },
  });
  @Module({ imports: [installation], controllers: [Open] })
  class Root {}
  const started = createHttpApp(Root, { title: 'x' });
  await expect(started).rejects.toThrow(
    /^routes without @Allow or @Public: GET \/open, HEAD \/open$/,
  );
});

it('has a token for every persona', async () => {
  for (const persona of Object.keys(personas) as Persona[]) {
    expect((await ask('GET', '/things/x', persona)).statusCode).toBeGreaterThanOrEqual(403);
  }
});
