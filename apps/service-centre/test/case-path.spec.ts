import type { Json } from '@talentloop/testing/journeys';
import { actionsOf, type Centre, newCase, startCentre } from './fixtures/centre';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

const open = (over: object = {}): Promise<Json> =>
  centre.worker.do('/cases', { ...newCase, ...over });

const act = (id: string, action: string, body?: object): Promise<Json> =>
  centre.worker.do(`/cases/${id}/${action}`, body);
const see = async (id: string): Promise<Json> => (await centre.worker.get(`/cases/${id}`)).body;

it('is opened under a number', async () => {
  const opened = await centre.worker.post('/cases', newCase);
  expect(opened.status).toBe(201);
  const { id } = opened.body;
  expect(opened.headers.get('location')).toBe(`/cases/${id}`);
  expect(opened.body).toEqual({ id, revision: 0 });
  const body = await see(id);
  expect(body).toMatchObject({
    ...newCase,
    id,
    status: 'open',
    priority: 'normal',
    assignee: null,
    tasks: [],
    messages: [],
    notes: [],
    serviceLevels: [],
    revision: 0,
  });
  expect(body.number).toMatch(/^SC-LOOP-\d{4}-\d{6}$/);
});

it('is claimed, worked, paused, resumed and resolved', async () => {
  const { id } = await open();
  expect(await act(id, 'claim')).toEqual({ id, revision: 1 });
  expect(await act(id, 'claim')).toEqual({ id, revision: 1 });
  expect(await see(id)).toMatchObject({ status: 'assigned', assignee: 'caseworker' });
  await act(id, 'start');
  const { taskId } = await act(id, 'tasks', { title: 'Check the passport', due: '2026-12-01' });
  const tooEarly = { result: 'completed', explanation: 'x' };
  expect((await centre.worker.post(`/cases/${id}/resolve`, tooEarly)).body).toMatchObject({
    status: 409,
    code: 'open-tasks',
    details: { tasks: [taskId] },
  });
  await act(id, 'wait', { on: 'talent', reason: 'Needs a photo' });
  expect(await see(id)).toMatchObject({ status: 'waiting', waitingOn: 'talent' });
  await act(id, 'resume');
  const { noteId } = await act(id, 'notes', { text: '已核對 passport' });
  const { messageId } = await act(id, 'messages', { text: 'All is well', language: 'en' });
  await act(id, `tasks/${taskId}/complete`);
  await act(id, 'resolve', { result: 'permit-granted', explanation: 'It was granted' });
  expect(await see(id)).toMatchObject({
    status: 'resolved',
    result: 'permit-granted',
    explanation: 'It was granted',
    notes: [{ noteId, text: '已核對 passport', by: 'caseworker' }],
    messages: [{ messageId, direction: 'sent' }],
    tasks: [{ taskId, status: 'completed', due: '2026-12-01', allowedActions: [] }],
  });
});

it('is closed, reopened and cancelled', async () => {
  const { id } = await open();
  for (const action of ['claim', 'start']) await act(id, action);
  await act(id, 'resolve', { result: 'permit-granted', explanation: 'It was granted' });
  await act(id, 'close');
  await act(id, 'reopen', { reason: 'The card was misprinted' });
  expect(await see(id)).toMatchObject({
    status: 'in-progress',
    result: null,
    assignee: 'caseworker',
  });
  await act(id, 'cancel', { reason: 'Opened twice' });
  const last = await see(id);
  expect(last.status).toBe('cancelled');
  expect(actionsOf(last)).toEqual(['notes']);
  expect(last.allowedActions[0].href).toBe(`/cases/${id}/notes`);
});

it('is found by its number as soon as it is open, and listed', async () => {
  const { worker } = centre;
  const reply = await worker.post('/cases', { ...newCase, type: 'career', priority: 'high' });
  const token = reply.headers.get('consistency-token') ?? '';
  const { id } = reply.body;
  const { number } = (await worker.get(`/cases/${id}`)).body;
  const byNumber = await worker.get(`/cases/${number}`);
  expect(byNumber.body.id).toBe(id);
  expect(byNumber.headers.get('etag')).toBe('"0"');
  await worker.do(`/cases/${number}/claim`);
  const listed = await worker.get(`/cases?number=${number}`, { 'consistency-token': token });
  expect(listed.body.items).toMatchObject([{ id, type: 'career', priority: 'high' }]);
  const found = await worker.see(
    '/cases?status=assigned&type=career&assignee=caseworker&overdue=false&centre=loop-onsite',
    ({ items }) => items.length === 1,
  );
  const {
    allowedActions: _,
    tasks: __,
    messages: ___,
    notes: ____,
    ...scalars
  } = (await worker.get(`/cases/${id}`)).body;
  const { feedback: _____, serviceLevels: ______, ...row } = scalars;
  expect(found.items[0]).toEqual(row);
});

it('answers a repeated key as before, and another body with 422', async () => {
  const { worker } = centre;
  const first = await worker.post('/cases', newCase, { key: 'open-1' });
  const again = await worker.post('/cases', newCase, { key: 'open-1' });
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  const other = await worker.post('/cases', { ...newCase, subject: 'Else' }, { key: 'open-1' });
  expect(other.status).toBe(422);
  const { id } = first.body;
  const note = await worker.post(`/cases/${id}/notes`, { text: 'once' }, { key: 'note-1' });
  expect(
    (await worker.post(`/cases/${id}/notes`, { text: 'once' }, { key: 'note-1' })).body,
  ).toEqual(note.body);
  expect((await worker.get(`/cases/${id}`)).body.notes).toHaveLength(1);
});

it('honours If-Match', async () => {
  const { id } = await open();
  const stale = { headers: { 'if-match': '"7"' } };
  expect((await centre.worker.post(`/cases/${id}/claim`, {}, stale)).status).toBe(412);
  const fresh = { headers: { 'if-match': '"0"' } };
  expect((await centre.worker.post(`/cases/${id}/claim`, {}, fresh)).status).toBe(200);
});

it('is assigned by the supervisor, who may also take it over', async () => {
  const { worker, supervisor } = centre;
  const { id } = await open();
  expect((await worker.post(`/cases/${id}/assign`, { assignee: 'x' })).status).toBe(403);
  await supervisor.do(`/cases/${id}/assign`, { assignee: 'somebody' });
  expect((await worker.post(`/cases/${id}/claim`)).body).toMatchObject({
    status: 409,
    code: 'assigned-to-another',
  });
  await supervisor.do(`/cases/${id}/claim`);
  expect((await worker.get(`/cases/${id}`)).body.assignee).toBe('supervisor');
});

it('merges into another case of the same person and comes back', async () => {
  const { worker } = centre;
  const { id } = await open();
  const { id: into } = await open();
  const { number } = (await worker.get(`/cases/${into}`)).body;
  expect((await worker.post(`/cases/${id}/merge`, { into: id })).body.code).toBe(
    'merge-into-itself',
  );
  await worker.do(`/cases/${id}/merge`, { into: number });
  await worker.do(`/cases/${id}/merge`, { into });
  expect((await worker.get(`/cases/${id}`)).body).toMatchObject({
    status: 'merged',
    mergedInto: into,
  });
  await worker.do(`/cases/${id}/unmerge`);
  expect((await worker.get(`/cases/${id}`)).body).toMatchObject({
    status: 'open',
    mergedInto: null,
  });
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect((await worker.post(`/cases/${id}/merge`, { into: nobody })).status).toBe(404);
});

it('speaks three languages', async () => {
  const { worker } = centre;
  const types = await worker.get('/case-types', { 'accept-language': 'zh-Hant' });
  expect(types.body.items).toContainEqual(
    expect.objectContaining({ code: 'schooling', title: '子女入學', version: 1 }),
  );
  for (const { results } of types.body.items)
    expect(results.map(({ code }: Json) => code)).toContain('completed');
  const { items } = (await worker.get('/centres', { 'accept-language': 'zh-CN' })).body;
  expect(items.map(({ code }: Json) => code)).toEqual(['LOOP', 'WEB', 'SZ']);
  expect(items[0].title).toBe('河套园区服务中心');
});

it('is retold to the auditor as it was recorded, with the rule behind each decision', async () => {
  const { worker, auditor } = centre;
  const { id } = await open();
  for (const action of ['claim', 'start']) await worker.do(`/cases/${id}/${action}`);
  const { allowedActions: _, ...before } = (await auditor.get(`/cases/${id}`)).body;
  await worker.do(`/cases/${id}/resolve`, { result: 'completed', explanation: 'All done' });
  const then = await auditor.get(`/audit/cases/${id}/state?revision=2`);
  expect(then.body).toMatchObject({ status: 'in-progress', revision: 2, state: before });
  const { items } = (await auditor.get(`/audit/cases/${id}/history`)).body;
  expect(items.map(({ type }: Json) => type)).toEqual([
    'CaseOpened',
    'CaseAssigned',
    'WorkStarted',
    'CaseResolved',
  ]);
  expect(items[3]).toMatchObject({
    reason: 'All done',
    policy: { name: 'result-allowed-by-case-type', version: 'immigration@1' },
    verified: true,
  });
  expect(items[0].causationId).toMatch(/^[0-9a-f-]{36}$/);
});
