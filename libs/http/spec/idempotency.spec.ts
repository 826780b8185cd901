import { StaleRevision, StoreUnavailable } from '@talentloop/event-sourcing';
import type { Persona } from '@talentloop/access';
import { readConsistencyToken } from '../index';
import { thingsApp, type ThingsApp } from './things-app';

let things: ThingsApp;
beforeEach(async () => {
  things = await thingsApp();
});
afterEach(() => things.close());

const post = async (
  url: string,
  payload: object,
  headers: Record<string, string> = {},
  persona: Persona = 'supervisor',
) => {
  const authorization = `Bearer ${await things.token(persona)}`;
  return things.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization, ...headers },
  });
};
const get = async (url: string) => {
  const authorization = `Bearer ${await things.token('supervisor')}`;
  return things.app.inject({ method: 'GET', url, headers: { authorization } });
};
const key = (name: string) => ({ 'idempotency-key': name });
const same = ['etag', 'location', 'content-type'] as const;

it('answers the same request the same, with the same headers, and does it once', async () => {
  const first = await post('/things', { name: 'a' }, key('k'));
  const again = await post('/things', { name: 'a' }, key('k'));
  expect(first.statusCode).toBe(201);
  expect([again.statusCode, again.body]).toEqual([201, first.body]);
  for (const header of same) expect(again.headers[header]).toBe(first.headers[header]);
  expect(first.headers['location']).toBe(`/things/${first.json().id}`);
  expect(await things.store.head()).toBe(1);
});

it('does it once when it arrives twenty times at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post('/things', { name: 'a' }, key('k'))),
  );
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(await things.store.head()).toBe(1);
});

it('compares bodies as canonical JSON', async () => {
  const url = await added();
  const authorization = `Bearer ${await things.token('supervisor')}`;
  const ask = (payload: string) =>
    things.app.inject({
      method: 'POST',
      url: `${url}/rename`,
      payload,
      headers: { authorization, 'content-type': 'application/json', ...key('k') },
    });
  const first = await ask('{"name":"b"}');
  expect((await ask('{ "name" : "\\u0062" }')).body).toBe(first.body);
  expect((await ask('{"name":"c"}')).json()).toMatchObject({
    status: 422,
    code: 'idempotency-key-reused',
  });
});

it('is another request for another caller, client, path or method', async () => {
  const url = await added();
  await post(`${url}/rename`, { name: 'b' }, key('k'));
  const other = await post(`${url}/rename`, { name: 'c' }, key('k'), 'caseworker');
  expect(other.statusCode).toBe(200);
  const another = await added();
  expect((await post(`${another}/rename`, { name: 'd' }, key('k'))).statusCode).toBe(200);
});

it('keeps the answer of a command that changed nothing', async () => {
  const url = await added();
  const first = await post(`${url}/rename`, { name: 'a' }, key('k'));
  expect(first.json()).toMatchObject({ revision: 0 });
  await post(`${url}/rename`, { name: 'b' });
  const again = await post(`${url}/rename`, { name: 'a' }, key('k'));
  expect([again.statusCode, again.body, again.headers['etag']]).toEqual([200, first.body, '"0"']);
  expect((await post(`${url}/rename`, { name: 'c' }, key('k'))).statusCode).toBe(422);
});

it('judges a refusal afresh', async () => {
  const url = await added();
  await post(`${url}/scrap`, {});
  const refused = await post(`${url}/rename`, { name: 'b' }, key('k'));
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'already-scrapped',
    title: 'It was scrapped',
    details: { name: 'a' },
  });
  // No claim stands: another body under the key is judged too.
  expect((await post(`${url}/rename`, { name: 'c' }, key('k'))).statusCode).toBe(409);
  const inChinese = { ...key('k'), 'accept-language': 'zh-Hans' };
  expect((await post(`${url}/rename`, { name: 'b' }, inChinese)).json().title).toBe('已报废');
});

it('judges 404, then the replay or 422, then 412, then 409', async () => {
  const url = await added();
  const stale = { 'if-match': '"7"' };
  const first = await post(`${url}/rename`, { name: 'b' }, { ...key('k'), 'if-match': '"0"' });
  expect(first.statusCode).toBe(200);
  const replayed = await post(`${url}/rename`, { name: 'b' }, { ...key('k'), ...stale });
  expect([replayed.statusCode, replayed.body]).toEqual([200, first.body]);
  expect((await post(`${url}/rename`, { name: 'c' }, { ...key('k'), ...stale })).statusCode).toBe(
    422,
  );
  const hidden = await post(`${url}/rename`, { name: 'b' }, key('k'), 'caseworker-online');
  expect(hidden.statusCode).toBe(404);
  await post(`${url}/scrap`, {});
  const both = await post(`${url}/rename`, { name: 'd' }, stale);
  expect(both.json()).toMatchObject({ status: 412, code: 'stale-revision' });
  expect((await post(`${url}/rename`, { name: 'd' })).statusCode).toBe(409);
  expect((await post(`${url}/rename`, { name: 'd' }, { 'if-match': '*' })).statusCode).toBe(409);
});

it('says where in the log the answer stands', async () => {
  const answer = await post('/things', { name: 'a' }, key('k'));
  const token = String(answer.headers['consistency-token']);
  expect(readConsistencyToken(token)).toEqual({ service: 'things', position: 1 });
  await added();
  const replayed = await post('/things', { name: 'a' }, key('k'));
  const later = String(replayed.headers['consistency-token']);
  expect(readConsistencyToken(later).position).toBeGreaterThanOrEqual(1);
});

it('gives the journey the correlation that was asked for', async () => {
  const id = '0A1B2C3D-0000-4000-8000-000000000001';
  const answer = await post('/things', { name: 'a' }, { 'x-correlation-id': id });
  const view = await get(`/things/${answer.json().id}`);
  expect(view.json()).toMatchObject({ correlationId: id.toLowerCase(), status: 'kept' });
  expect(view.headers['etag']).toBe('"0"');
});

it('is 503 with Retry-After while the store is away', async () => {
  things.store.append = () =>
    Promise.reject(new StoreUnavailable('connection refused to 10.0.0.1'));
  const answer = await post('/things', { name: 'a' });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
  expect(answer.body).not.toContain('10.0.0.1');
});

it('tells nothing of what went wrong on our side', async () => {
  things.store.append = () => Promise.reject(new Error('syntax error at or near "select secret"'));
  const answer = await post('/things', { name: 'a' });
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal-error' });
  expect(answer.body).not.toMatch(/secret|select|stack/);
  things.store.append = () => Promise.reject(new StaleRevision(4));
  expect((await post('/things', { name: 'a' })).statusCode).toBe(412);
});

const added = async (): Promise<string> =>
  `/things/${(await post('/things', { name: 'a' })).json().id}`;
