import { type Caller, Caller as Anonymous, type Json } from '@talentloop/testing/journeys';
import { cases } from '../src/http/case.resource';
import { actionsOf, type Centre, exemplaryBody, newCase, startCentre } from './fixtures/centre';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

const TALENT = '0b000000-0000-4000-8000-000000000001';

const bodyOf = (action: string, into: string): object =>
  action === 'merge' ? { into } : exemplaryBody(action);

/** How to bring a case of the worker's into each status. */
const ways: Readonly<Record<string, readonly string[]>> = {
  open: [],
  assigned: ['claim'],
  'in-progress': ['claim', 'start'],
  waiting: ['claim', 'start', 'wait'],
  resolved: ['claim', 'start', 'resolve'],
  closed: ['claim', 'start', 'resolve', 'close'],
  cancelled: ['cancel'],
  merged: ['merge'],
  'in transfer': ['claim', 'transfer'],
  'with an open task': ['claim', 'start', 'tasks'],
};

it.each(Object.entries(ways))('offers exactly what it would not refuse: %s', async (_, way) => {
  const { worker, supervisor, online, portal } = centre;
  await centre.welcome(TALENT);
  const about = { ...newCase, talentId: TALENT };
  const { id: into } = await worker.do('/cases', about);
  const arrive = async (): Promise<string> => {
    const { id } = await worker.do('/cases', about);
    for (const action of way) await worker.do(`/cases/${id}/${action}`, bodyOf(action, into));
    return id;
  };
  const callers: readonly Caller[] = [worker, supervisor, online, portal, centre.talent(TALENT)];
  for (const caller of callers) {
    let id = await arrive();
    const looked = await caller.get(`/cases/${id}`);
    const offered = looked.status === 200 ? actionsOf(looked.body) : [];
    for (const action of Object.keys(cases.actions)) {
      const asked = bodyOf(action, into);
      const { status, body } = await caller.post(`/cases/${id}/${action}`, asked);
      const changed = Number((body as Json).revision) > Number(looked.body.revision);
      const done = status === 201 || (status === 200 && changed);
      expect([action, status, done]).toEqual([action, status, offered.includes(action)]);
      if (done) id = await arrive();
      else expect([action, [200, 403, 404, 409].includes(status)]).toEqual([action, true]);
    }
  }
});

it('offers the completion of a task while it is open, to those who may complete it', async () => {
  const { worker, portal } = centre;
  await centre.welcome(TALENT);
  const { id } = await worker.do('/cases', { ...newCase, talentId: TALENT });
  const { taskId } = await worker.do(`/cases/${id}/tasks`, { title: 'Call the school' });
  const offeredTo = async (caller: Caller): Promise<Json> =>
    (await caller.get(`/cases/${id}`)).body.tasks[0].allowedActions;
  const href = `/cases/${id}/tasks/${taskId}/complete`;
  expect(await offeredTo(portal)).toEqual([]);
  expect((await portal.post(href)).status).toBe(403);
  expect(await offeredTo(worker)).toEqual([{ action: 'complete', href }]);
  await worker.do(href);
  expect(await offeredTo(worker)).toEqual([]);
});

describe('hostile input', () => {
  const lone = '{"text":"\\ud800"}';
  const deep = `{"text":${'['.repeat(300)}${']'.repeat(300)}}`;
  it.each([
    ['no JSON', '{"text":', 400],
    ['a list', '[]', 400],
    ['a lone surrogate', lone, 400],
    ['depth 300', deep, 400],
    ['a prototype', '{"text":"x","__proto__":{"roles":["supervisor"]}}', 400],
    ['an unknown field', '{"text":"x","status":"closed"}', 400],
    ['null', '{"text":null}', 400],
    ['nothing', '', 400],
    ['an empty text', '{"text":""}', 400],
    ['a number', '{"text":5}', 400],
    ['a control character', '{"text":"a\\u0000b"}', 400],
    ['10,001 characters', JSON.stringify({ text: 'x'.repeat(10_001) }), 400],
    ['2 MB', JSON.stringify({ text: 'x'.repeat(2_000_000) }), 413],
  ])('is refused with a problem: %s', async (_, bytes, status) => {
    const { worker } = centre;
    const { id } = await worker.do('/cases', newCase);
    const reply = await worker.send('POST', `/cases/${id}/notes`, bytes);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body).toMatchObject({ status, code: expect.stringMatching(/^[a-z-]+$/) });
    expect((await worker.get(`/cases/${id}`)).body.revision).toBe(0);
  });

  it('in bodies, queries and paths leads to no 5xx', async () => {
    const { worker, app } = centre;
    const wrong: readonly object[] = [
      {},
      { ...newCase, centre: 'moon' },
      { ...newCase, type: 'constructor' },
      { ...newCase, channel: ['counter'] },
      { ...newCase, talentId: 'x' },
      { ...newCase, subject: { text: 'x' } },
      { ...newCase, priority: null },
      { ...newCase, number: 'SC-LOOP-2026-000001' },
    ];
    for (const body of wrong) expect((await worker.post('/cases', body)).status).toBe(400);
    const queries = ['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'status=gone', 'overdue=maybe']
      .concat(['talentId=1', 'nonsense=1', 'status=open&status=closed', 'number=%00'])
      .map((query) => `/cases?${query}`);
    const worklists = ['asOf=yesterday', 'asOf=2026-02-30T00:00:00Z', 'cursor=e30', 'limit=-1'];
    for (const path of [...queries, ...worklists.map((query) => `/worklist?${query}`)])
      expect([path, (await worker.get(path)).status]).toEqual([path, 400]);
    const paths = [
      'x',
      'SC-LOOP-2026-000000',
      'SC-XX-2026-000001',
      '%00',
      '..%2f..',
      'a'.repeat(90),
    ];
    for (const path of paths) {
      const { status } = await worker.get(`/cases/${path}`);
      expect([path, status === 404 || status === 400]).toEqual([path, true]);
    }
    const stranger = new Anonymous(app.url);
    expect((await stranger.get('/cases')).status).toBe(401);
  });
});
