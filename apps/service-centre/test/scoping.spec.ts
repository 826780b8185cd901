import type { Caller, Json } from '@talentloop/testing/journeys';
import { cases } from '../src/http/case.resource';
import { actionsOf, type Centre, exemplaryBody, newCase, startCentre } from './fixtures/centre';

const TALENT = '0a000000-0000-4000-8000-000000000001';
const OTHER = '0a000000-0000-4000-8000-000000000002';
const caseActions = Object.keys(cases.actions);
let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

it('shows another centre nothing, in any path', async () => {
  const { worker, online } = centre;
  const { id } = await worker.do('/cases', newCase);
  const { number } = (await worker.get(`/cases/${id}`)).body;
  const nothing = (await online.get('/cases/00000000-0000-4000-8000-000000000000')).body;
  for (const path of [`/cases/${id}`, `/cases/${number}`]) {
    const { status, body } = await online.get(path);
    expect(status).toBe(404);
    expect({ ...body, instance: '' }).toEqual({ ...nothing, instance: '' });
  }
  for (const action of caseActions.filter((name) => name !== 'assign' && name !== 'merge'))
    expect([
      action,
      (await online.post(`/cases/${id}/${action}`, exemplaryBody(action))).status,
    ]).toEqual([action, 404]);
  const { id: own } = await online.do('/cases', { ...newCase, centre: 'online' });
  expect((await online.post(`/cases/${own}/merge`, { into: number })).status).toBe(404);
  expect((await online.post('/cases', newCase)).status).toBe(404);
  await worker.see('/cases?centre=loop-onsite', ({ items }) => items.length === 1);
  const seen = (await online.get('/cases')).body.items as Json[];
  expect(seen.map((item) => item.centre)).toEqual(['online']);
  expect((await online.get(`/cases?number=${number}`)).body.items).toEqual([]);
});

it('shows a case in transfer to both centres until it is answered', async () => {
  const { worker, online } = centre;
  const { id } = await worker.do('/cases', newCase);
  await worker.do(`/cases/${id}/claim`);
  await worker.do(`/cases/${id}/transfer`, { centre: 'online', reason: 'Lives far away' });
  const theirs = (await online.get(`/cases/${id}`)).body;
  expect(theirs).toMatchObject({ centre: 'loop-onsite', transferTo: 'online', status: 'assigned' });
  expect(actionsOf(theirs)).toEqual(['accept-transfer', 'decline-transfer']);
  expect((await online.post(`/cases/${id}/notes`, { text: 'x' })).body.code).toBe(
    'not-your-centre',
  );
  await online.see('/cases?limit=200', ({ items }) => items.some((item: Json) => item.id === id));
  await online.see('/worklist', ({ items }) => items.some((item: Json) => item.id === id));
  expect((await worker.post(`/cases/${id}/accept-transfer`)).body.code).toBe(
    'not-the-receiving-centre',
  );
  await online.do(`/cases/${id}/decline-transfer`, { reason: 'No room' });
  expect((await online.get(`/cases/${id}`)).status).toBe(404);
  await worker.do(`/cases/${id}/transfer`, { centre: 'online', reason: 'Please' });
  await online.do(`/cases/${id}/accept-transfer`);
  expect((await worker.get(`/cases/${id}`)).status).toBe(404);
  expect((await online.get(`/cases/${id}`)).body).toMatchObject({
    centre: 'online',
    status: 'open',
    assignee: null,
  });
});

it('lets portals and talents see and say what is theirs, without notes', async () => {
  const { worker, portal, otherPortal, talent } = centre;
  const { id } = await centre.welcome(TALENT);
  await centre.welcome(OTHER, { client: 'portal-b' });
  await worker.do(`/cases/${id}/notes`, { text: 'internal' });
  await worker.do(`/cases/${id}/messages`, { text: '您好', language: 'zh-Hans' });
  for (const caller of [portal, talent(TALENT)]) {
    const { body } = await caller.get(`/cases/${id}`);
    expect(body).not.toHaveProperty('notes');
    expect(JSON.stringify(body)).not.toContain('internal');
    expect(actionsOf(body)).toEqual(['messages']);
    expect((await caller.post(`/cases/${id}/notes`, { text: 'x' })).status).toBe(403);
    expect((await caller.post('/cases', newCase)).status).toBe(403);
    expect((await caller.get('/worklist')).status).toBe(403);
    const { items } = await caller.see('/cases', (list) => list.items.length > 0);
    expect(items.map((item: Json) => item.id)).toEqual([id]);
  }
  for (const stranger of [otherPortal, talent(OTHER)])
    expect((await stranger.get(`/cases/${id}`)).status).toBe(404);
  const reply = await talent(TALENT).post(`/cases/${id}/messages`, {
    text: '谢谢',
    language: 'zh-Hans',
  });
  expect(reply.status).toBe(201);
  expect((await worker.get(`/cases/${id}`)).body.messages).toMatchObject([
    { direction: 'sent' },
    { direction: 'received', text: '谢谢' },
  ]);
});

it('opens a case for a known talent of the centre, on the talent’s journey', async () => {
  const { worker, online } = centre;
  const { correlationId } = await centre.welcome(TALENT);
  const { id } = await worker.do('/cases', { ...newCase, talentId: TALENT });
  expect((await worker.get(`/cases/${id}`)).body).toMatchObject({
    talentId: TALENT,
    client: 'portal',
    correlationId,
  });
  const unknown = { ...newCase, talentId: '0a000000-0000-4000-8000-000000000009' };
  expect((await worker.post('/cases', unknown)).status).toBe(404);
  expect(
    (await online.post('/cases', { ...newCase, centre: 'online', talentId: TALENT })).status,
  ).toBe(404);
});

it('answers nobody without a token, and lets auditors read and not write', async () => {
  const { worker, auditor, app } = centre;
  const { id } = await worker.do('/cases', newCase);
  const nobody: Caller = new (worker.constructor as new (url: string) => Caller)(app.url);
  const paths = [`/cases/${id}`, '/cases', '/worklist', '/centres', '/case-types'];
  for (const path of paths) expect((await nobody.get(path)).status).toBe(401);
  for (const action of caseActions) {
    expect((await nobody.post(`/cases/${id}/${action}`, exemplaryBody(action))).status).toBe(401);
    expect((await auditor.post(`/cases/${id}/${action}`, exemplaryBody(action))).status).toBe(403);
  }
  expect((await auditor.get(`/cases/${id}`)).body.notes).toEqual([]);
  expect(actionsOf((await auditor.get(`/cases/${id}`)).body)).toEqual([]);
});
