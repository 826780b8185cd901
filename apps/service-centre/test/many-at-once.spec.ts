import type { Json } from '@talentloop/testing/journeys';
import { type Centre, newCase, startCentre } from './fixtures/centre';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.app.stop());

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => each(i)));

it('takes 300 notes on one case at once: 300 events, contiguous', async () => {
  const { worker } = centre;
  const { id } = await worker.do('/cases', newCase);
  const notes = await times(300, (i) => worker.do(`/cases/${id}/notes`, { text: `note ${i}` }));
  const revisions = notes.map(({ revision }: Json) => Number(revision)).sort((a, b) => a - b);
  expect(revisions).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  const { body } = await worker.get(`/cases/${id}`);
  expect(body.revision).toBe(300);
  expect(new Set(body.notes.map(({ noteId }: Json) => noteId)).size).toBe(300);
});

it('opens 200 cases at once under 200 numbers without a hole', async () => {
  const { online } = centre;
  const opened = await times(200, () => online.do('/cases', { ...newCase, centre: 'online' }));
  const cases = await Promise.all(opened.map(({ id }: Json) => online.get(`/cases/${id}`)));
  const numbers = cases.map(({ body }) => String(body.number)).sort();
  expect(numbers.map((number) => Number(number.slice(-6)))).toEqual(
    Array.from({ length: 200 }, (_, i) => i + 1),
  );
  expect(numbers.every((number) => number.startsWith('SC-WEB-'))).toBe(true);
});

it('opens one case for one key, however many ask at once', async () => {
  const { worker } = centre;
  const replies = await times(10, () => worker.post('/cases', newCase, { key: 'the-same' }));
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  expect(replies.every(({ status }) => status === 201)).toBe(true);
});

it('is claimed by one of many supervisors and workers, and pages without repeating', async () => {
  const { worker, supervisor } = centre;
  const { id } = await worker.do('/cases', newCase);
  const replies = await times(20, (i) => (i % 2 ? worker : supervisor).post(`/cases/${id}/claim`));
  expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await centre.online.get(`/worklist?limit=30${at}`);
    seen.push(...body.items.map((item: Json) => String(item.id)));
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
});
