import type { Reply, TestInstallation } from '@talentloop/testing/journeys';
import { consent, goodPassport, newcomer } from './steps/bodies';
import { eventCounts, settled } from './steps/settled';
import { type As, callersOf, startWorld } from './steps/world';

let app: TestInstallation;
let as: As;

beforeAll(async () => {
  app = await startWorld();
  as = callersOf(app);
});
afterAll(() => app.stop());

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => each(i)));
const answersOf = (replies: readonly Reply[]): Set<string> =>
  new Set(replies.map(({ status, body }) => JSON.stringify([status, body])));
const other = { ...newcomer, nationality: 'SG' };

it('is one person, five times at once under one key, and one case', async () => {
  const portal = as('portal');
  const five = await times(5, () => portal.post('/talents', newcomer, { key: 'the-same' }));
  expect(five.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(answersOf(five).size).toBe(1);
  expect(new Set(five.map(({ headers }) => headers.get('location'))).size).toBe(1);
  const later = await portal.post('/talents', newcomer, { key: 'the-same' });
  expect(answersOf([...five, later]).size).toBe(1);
  await settled(app.connectionString);
  expect(await eventCounts(app.connectionString)).toMatchObject({
    'talent_onboarding TalentRegistered': 1,
    'service_centre CaseOpened': 1,
  });
});

it('is 422 with another body under that key, also when both arrive at once', async () => {
  const portal = as('portal');
  const late = await portal.post('/talents', other, { key: 'the-same' });
  expect(late).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  const both = await times(10, (i) =>
    portal.post('/talents', i % 2 ? other : newcomer, { key: 'both' }),
  );
  const created = both.filter(({ status }) => status === 201);
  const refused = both.filter(({ status }) => status === 422);
  expect([created.length, refused.length]).toEqual([5, 5]);
  expect(answersOf(created).size).toBe(1);
});

it('is the same body in any order of its fields, and the key is its caller’s own', async () => {
  const portal = as('portal');
  const turned = Object.fromEntries(Object.entries(newcomer).reverse());
  const replies = [
    await portal.post('/talents', newcomer, { key: 'turned' }),
    await portal.post('/talents', turned, { key: 'turned' }),
  ];
  expect(answersOf(replies).size).toBe(1);
  const foreign = await as('portal-b').post('/talents', newcomer, { key: 'turned' });
  expect(foreign.status).toBe(201);
  expect(foreign.body.id).not.toBe(replies[0]?.body.id);
});

it('is known by its reference, under whatever key', async () => {
  const portal = as('portal');
  const named = { ...newcomer, reference: 'portal-4711' };
  const replies = await times(6, (i) => portal.post('/talents', named, { key: `named-${i}` }));
  const ids = new Set(replies.map(({ body }) => body.id));
  expect(ids.size).toBe(1);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
  const again = await portal.post('/talents', named);
  expect(again).toMatchObject({ status: 200, body: { id: [...ids][0] } });
  const different = await portal.post('/talents', { ...other, reference: 'portal-4711' });
  expect(different).toMatchObject({ status: 409, body: { code: 'reference-already-registered' } });
  const elsewhere = await as('portal-b').post('/talents', named);
  expect(elsewhere.status).toBe(201);
});

it('may be sent again under its key after it was refused', async () => {
  const portal = as('portal');
  const { id } = await portal.do('/talents', newcomer);
  const early = await portal.post(`/talents/${id}/submit`, {}, { key: 'submit' });
  expect(early.status).toBe(409);
  await portal.do(`/talents/${id}/documents`, goodPassport);
  await portal.do(`/talents/${id}/consents`, consent);
  const now = await times(3, () => portal.post(`/talents/${id}/submit`, {}, { key: 'submit' }));
  expect(now.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answersOf(now).size).toBe(1);
});
