import type { Json } from '@talentloop/testing/journeys';
import { type Centre, newCase, startCentre } from './fixtures/centre';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

const idsOf = ({ items }: Json): readonly string[] => items.map(({ id }: Json) => String(id));

it('is ordered by urgency with the reason, now and as it was', async () => {
  const { worker, app } = centre;
  const open = async (over: object): Promise<string> =>
    (await worker.do('/cases', { ...newCase, ...over })).id;
  const older = await open({ subject: 'older' });
  await app.advance('PT1H');
  const younger = await open({ subject: 'younger' });
  const urgent = await open({ priority: 'urgent' });
  const first = await worker.see('/worklist', ({ items }) => items.length === 3);
  expect(idsOf(first)).toEqual([urgent, older, younger]);
  expect(first.items[0].because).toEqual([
    { code: 'priority-urgent', title: 'Urgent' },
    { code: 'open-since', title: 'The older first' },
  ]);
  const then = app.platform.clock.now();
  await app.advance('PT1H');
  await worker.do(`/cases/${younger}/escalate`, { reason: 'Flies tomorrow' });
  for (const action of ['claim', 'start']) await worker.do(`/cases/${urgent}/${action}`);
  await worker.do(`/cases/${urgent}/wait`, { on: 'talent', reason: 'A photo' });
  await worker.do(`/cases/${older}/cancel`, { reason: 'Twice' });
  const later = await worker.see('/worklist', ({ items }) => items.length === 2);
  expect(idsOf(later)).toEqual([younger, urgent]);
  expect(later.items[1].because[0].code).toBe('waiting');
  const before = await worker.get(`/worklist?asOf=${then}`);
  expect(idsOf(before.body)).toEqual([urgent, older, younger]);
  expect(before.body.items[0]).toMatchObject({ status: 'open', assignee: null });
  const paged = await worker.get(`/worklist?asOf=${then}&limit=2`);
  const rest = await worker.get(`/worklist?asOf=${then}&limit=2&cursor=${paged.body.nextCursor}`);
  expect([...idsOf(paged.body), ...idsOf(rest.body)]).toEqual([urgent, older, younger]);
  expect((await centre.online.get('/worklist')).body.items).toEqual([]);
  expect((await centre.online.get(`/worklist?asOf=${then}`)).body.items).toEqual([]);
});

it('refuses a cursor that is not its own, also a place that is not authenticated', async () => {
  const { worker } = centre;
  for (const subject of ['one', 'two']) await worker.do('/cases', { ...newCase, subject });
  const enough = ({ items }: Json): boolean => items.length >= 2;
  const { items } = await worker.see('/worklist', enough);
  await worker.see('/cases', enough);
  const { urgency, openedAt, id } = items[0];
  const place = Buffer.from(`${urgency} ${openedAt} ${id}`).toString('base64url');
  const ofAnotherList = (await worker.get('/cases?limit=1')).body.nextCursor;
  const ofAnotherTime = (await worker.get(`/worklist?limit=1&asOf=${openedAt}`)).body.nextCursor;
  for (const cursor of [place, ofAnotherList, ofAnotherTime]) {
    const { status, body } = await worker.get(`/worklist?limit=1&cursor=${cursor}`);
    const errors = [{ pointer: '/cursor', message: 'is not a cursor of this list' }];
    expect([status, body]).toMatchObject([400, { code: 'invalid-input', errors }]);
  }
});
