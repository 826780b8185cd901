import {
  startForTest,
  type TestInstallation,
  type Caller,
  type Reply,
} from '@talentloop/testing/journeys';
import { TalentOnboardingModule } from '../src/talent-onboarding.module';
import { completeDraft, consent, passport, somebody } from './people';

let app: TestInstallation;
let portal: Caller;

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule);
  portal = app.as('portal');
});
afterAll(() => app.stop());

const sorted = (replies: readonly Reply[]): number[] =>
  replies.map(({ status }) => status).sort((a, b) => a - b);

describe('one Idempotency-Key', () => {
  it('registers one person, five times at once and again later', async () => {
    const five = await Promise.all(
      Array.from({ length: 5 }, () => portal.post('/talents', somebody, { key: 'five' })),
    );
    expect(five.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(five.map(({ body }) => body.id)).size).toBe(1);
    const again = await portal.post('/talents', somebody, { key: 'five' });
    expect(again).toMatchObject({ status: 201, body: five[0]?.body });
    const { items } = (await portal.get('/talents')).body;
    expect(items.length).toBeLessThanOrEqual(1);
  });

  it('is refused with another body, also when both arrive at once', async () => {
    await portal.post('/talents', somebody, { key: 'other' });
    const other = { ...somebody, nationality: 'FR' };
    expect((await portal.post('/talents', other, { key: 'other' })).status).toBe(422);
    const both = await Promise.all([
      portal.post('/talents', somebody, { key: 'both' }),
      portal.post('/talents', other, { key: 'both' }),
    ]);
    expect(sorted(both)).toEqual([201, 422]);
  });

  it('adds one document and one consent, whoever asks how often', async () => {
    const { id } = await portal.do('/talents', somebody);
    for (const [path, body] of [
      ['documents', passport],
      ['consents', consent],
    ] as const) {
      const url = `/talents/${id}/${path}`;
      const five = await Promise.all(
        Array.from({ length: 5 }, () => portal.post(url, body, { key: path })),
      );
      expect(new Set(five.map(({ status, body: it }) => JSON.stringify([status, it]))).size).toBe(
        1,
      );
      expect(five[0]?.status).toBe(201);
    }
    expect((await portal.get(`/talents/${id}`)).body.revision).toBe(2);
  });

  it('answers a command again as it did, and judges a refusal afresh', async () => {
    const { id } = await portal.do('/talents', somebody);
    const submit = () => portal.post(`/talents/${id}/submit`, {}, { key: `submit-${id}` });
    expect(await submit()).toMatchObject({ status: 409, body: { code: 'document-required' } });
    await portal.do(`/talents/${id}/documents`, passport);
    await portal.do(`/talents/${id}/consents`, consent);
    const first = await submit();
    expect(first).toMatchObject({ status: 200, body: { id, revision: 3 } });
    expect((await submit()).body).toEqual(first.body);
  });
});

describe('a reference', () => {
  it('leads to the same person, and to another body 409', async () => {
    const body = { ...somebody, reference: 'ref-7' };
    const first = await portal.post('/talents', body, { key: 'ref-7-a' });
    expect(first.status).toBe(201);
    const again = await portal.post('/talents', body, { key: 'ref-7-b' });
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
    const other = await portal.post('/talents', { ...body, origin: 'overseas' });
    expect(other).toMatchObject({ status: 409, body: { code: 'reference-already-registered' } });
  });

  it('belongs to its portal', async () => {
    const body = { ...somebody, reference: 'ref-8' };
    const mine = await portal.do('/talents', body);
    const theirs = await app.as('portal-b').post('/talents', { ...body, origin: 'overseas' });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.id);
  });

  it('registers one person, five times at once without a key', async () => {
    const body = { ...somebody, reference: 'ref-9' };
    const five = await Promise.all(Array.from({ length: 5 }, () => portal.post('/talents', body)));
    expect(sorted(five)).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(five.map((reply) => reply.body.id)).size).toBe(1);
  });
});

describe('conditions', () => {
  it('refuses a stale If-Match', async () => {
    const { id } = await completeDraft(portal);
    const stale = { headers: { 'if-match': '"0"' } };
    expect((await portal.post(`/talents/${id}/submit`, {}, stale)).status).toBe(412);
    const fresh = { headers: { 'if-match': '"2"' } };
    expect((await portal.post(`/talents/${id}/submit`, {}, fresh)).status).toBe(200);
  });

  it('includes the write that a Consistency-Token names', async () => {
    const made = await portal.post('/talents', { ...somebody, reference: 'token' });
    const token = made.headers.get('consistency-token') ?? '';
    const list = await portal.get('/talents?reference=token', { 'consistency-token': token });
    expect(list.body.items).toHaveLength(1);
  });
});
