import {
  startForTest,
  type TestInstallation,
  type Caller,
  type Json,
} from '@talentloop/testing/journeys';
import { TalentOnboardingModule } from '../src/talent-onboarding.module';
import { actionsOf, completeDraft, consent, somebody, verifiedTalent } from './people';

let app: TestInstallation;
let portal: Caller;
let worker: Caller;
let supervisor: Caller;

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule);
  portal = app.as('portal');
  worker = app.as('caseworker');
  supervisor = app.as('supervisor');
});
afterAll(() => app.stop());

const read = async (caller: Caller, id: string): Promise<Json> =>
  (await caller.get(`/talents/${id}`)).body;

/** Registers somebody with a document that was mistyped and a consent, up to the submission. */
const submittedByPortal = async (): Promise<{ id: string; documentId: string }> => {
  const created = await portal.post('/talents', somebody);
  expect(created.status).toBe(201);
  const { id } = created.body;
  expect(created.headers.get('location')).toBe(`/talents/${id}`);
  expect(created.body).toEqual({ id, revision: 0 });

  const bad = { kind: 'mainland-id', number: '110105194912310021' };
  const document = await portal.post(`/talents/${id}/documents`, bad);
  expect(document.status).toBe(201);
  expect(document.body).toEqual({
    id,
    revision: 1,
    documentId: expect.any(String),
    check: { ok: false, reason: 'check-digit' },
  });
  const given = await portal.post(`/talents/${id}/consents`, consent);
  expect(given.status).toBe(201);
  expect(given.body).toEqual({ id, revision: 2, consentId: expect.any(String) });
  expect((await portal.post(`/talents/${id}/submit`)).body).toEqual({ id, revision: 3 });
  return { id, documentId: document.body.documentId };
};

/** Screens the person, with a question that the portal answers. */
const screen = async (id: string): Promise<void> => {
  await worker.do(`/talents/${id}/start-screening`);
  const items = ['A copy of the degree'];
  await worker.do(`/talents/${id}/request-information`, { items, message: 'Please send it.' });
  expect(await read(portal, id)).toMatchObject({
    status: 'information-requested',
    informationRequest: { items, message: 'Please send it.' },
  });
  await portal.do(`/talents/${id}/provide-information`, { message: 'Here it is.' });
  expect(await read(worker, id)).toMatchObject({
    status: 'screening',
    informationProvided: { message: 'Here it is.' },
  });
};

describe('the main path', () => {
  it('leads from a registration to active, suspended, reinstated and departed', async () => {
    const { id, documentId } = await submittedByPortal();
    const submitted = await read(portal, id);
    expect(submitted).toMatchObject({ status: 'submitted', centre: 'loop-onsite' });
    expect(submitted.checklist).toContainEqual({
      item: 'mainland-endorsement',
      why: 'You come from the Mainland',
      satisfied: false,
    });
    await screen(id);

    const document = `/talents/${id}/documents/${documentId}`;
    const early = await worker.post(`${document}/verify`);
    expect(early).toMatchObject({ status: 409, body: { code: 'document-check-failed' } });
    await worker.do(`${document}/override`, { reason: 'The card was seen at the counter.' });
    await worker.do(`${document}/verify`);
    await worker.do(`/talents/${id}/verify`);
    await supervisor.do(`/talents/${id}/approve`);
    await supervisor.do(`/talents/${id}/activate`);
    await supervisor.do(`/talents/${id}/suspend`, { reason: 'On leave.' });
    await supervisor.do(`/talents/${id}/reinstate`);
    await worker.do(`/talents/${id}/depart`, { on: '2026-11-30' });
    const departed = await portal.get(`/talents/${id}`);
    expect(departed.body).toMatchObject({
      status: 'departed',
      departedOn: '2026-11-30',
      allowedActions: [],
    });
    expect(departed.headers.get('etag')).toBe(`"${departed.body.revision}"`);
  });

  it('asks for two people to verify and approve', async () => {
    const id = await verifiedTalent(portal, supervisor);
    const own = await supervisor.post(`/talents/${id}/approve`);
    expect(own).toMatchObject({ status: 409, body: { code: 'four-eyes' } });
    expect(actionsOf(await read(supervisor, id))).not.toContain('approve');
    expect((await worker.post(`/talents/${id}/approve`)).status).toBe(403);
  });

  it('can end in a refusal with a code', async () => {
    const id = await verifiedTalent(portal, worker);
    const reason = 'The degree is not on the list.';
    const unknown = await supervisor.post(`/talents/${id}/refuse`, { code: 'no', reason });
    expect(unknown.status).toBe(400);
    await supervisor.do(`/talents/${id}/refuse`, { code: 'criteria-not-met', reason });
    const again = await supervisor.post(`/talents/${id}/refuse`, {
      code: 'criteria-not-met',
      reason,
    });
    expect(again.status).toBe(200);
    expect(await read(portal, id)).toMatchObject({
      status: 'refused',
      refusalCode: 'criteria-not-met',
    });
  });

  it('can be withdrawn', async () => {
    const { id } = await completeDraft(portal);
    await portal.do(`/talents/${id}/withdraw`, { reason: 'Another offer.' });
    expect(await read(portal, id)).toMatchObject({ status: 'withdrawn', allowedActions: [] });
  });
});

describe('what belongs to it', () => {
  it('updates the details of a draft, and only those', async () => {
    const { id } = await portal.do('/talents', somebody);
    const changed = await portal.do(`/talents/${id}/details`, { phone: '+85290000000' });
    expect(changed.revision).toBe(1);
    expect(await portal.do(`/talents/${id}/details`, { phone: '+85290000000' })).toEqual(changed);
    expect(await read(portal, id)).toMatchObject({
      phone: '+85290000000',
      email: somebody.email,
      household: [{ relation: 'child', name: 'Example Child' }],
    });
  });

  it('corrects after submission by two people', async () => {
    const { id } = await completeDraft(portal);
    const changes = { origin: 'overseas' };
    const body = { changes, effectiveAt: '2026-01-01T00:00:00Z', reason: 'Misread.' };
    expect(await portal.post(`/talents/${id}/corrections`, body)).toMatchObject({
      status: 409,
      body: { code: 'still-a-draft' },
    });
    await portal.do(`/talents/${id}/submit`);
    const asked = await worker.post(`/talents/${id}/corrections`, body);
    expect(asked.status).toBe(201);
    const { correctionId } = asked.body;
    const path = `/talents/${id}/corrections/${correctionId}/approve`;
    expect(await worker.post(path)).toMatchObject({ status: 409, body: { code: 'four-eyes' } });
    const [correction] = (await read(supervisor, id)).corrections;
    expect(actionsOf(correction)).toEqual(['approve', 'reject']);
    await supervisor.do(path);
    const corrected = await read(portal, id);
    expect(corrected).toMatchObject({ origin: 'overseas', status: 'submitted' });
    expect(corrected.checklist.map(({ item }: Json) => item)).toContain('passport');
  });

  it('withdraws a consent, and refuses to submit without one', async () => {
    const { id, consentId } = await completeDraft(portal);
    const withdrawn = await portal.delete(`/talents/${id}/consents/${consentId}`);
    expect(withdrawn.status).toBe(200);
    expect(withdrawn.body).toEqual({ id, revision: 3 });
    const submitted = await portal.post(`/talents/${id}/submit`);
    expect(submitted).toMatchObject({ status: 409, body: { code: 'consent-required' } });
  });

  it('adds the same document or consent once', async () => {
    const { id, documentId, consentId } = await completeDraft(portal);
    const document = await portal.post(`/talents/${id}/documents`, {
      kind: 'passport',
      number: 'L898902C3',
    });
    expect(document).toMatchObject({ status: 200, body: { revision: 2, documentId } });
    const given = await portal.post(`/talents/${id}/consents`, consent);
    expect(given).toMatchObject({ status: 200, body: { revision: 2, consentId } });
  });

  it('lists people newest first, by name, status, reference and id', async () => {
    const reference = 'list-1';
    const name = { full: 'Quite Unmistakable', native: '獨一無二' };
    const { id } = await portal.do('/talents', { ...somebody, reference, name });
    for (const query of [
      'q=unmistak',
      `q=${encodeURIComponent('一無')}`,
      `reference=${reference}`,
    ]) {
      const { items } = await portal.see(`/talents?${query}`, (body) => body.items.length > 0);
      expect(items.map((item: Json) => item.id)).toEqual([id]);
    }
    const { items } = await portal.see(`/talents?ids=${id}`, (body) => body.items.length > 0);
    const { allowedActions: _a, household: _h, needs: _n, ...body } = await read(portal, id);
    for (const [field, value] of Object.entries(body))
      if (typeof value !== 'object') expect(items[0]).toHaveProperty(field, value);
    expect(items[0]).not.toHaveProperty('searchName');
    expect((await portal.get('/talents?q=%25')).body.items).toEqual([]);
    const first = await portal.see('/talents?limit=1', ({ items: [item] }) => item?.id === id);
    const next = await portal.get(`/talents?limit=1&cursor=${first.nextCursor}`);
    expect(next.body.items).toHaveLength(1);
    expect(next.body.items[0].id).not.toBe(id);
  });

  it('lets a draft end by itself', async () => {
    const { id } = await completeDraft(portal);
    await app.advance('P91D');
    const late = app.as('portal');
    expect((await late.get(`/talents/${id}`)).body).toMatchObject({
      status: 'expired',
      allowedActions: [],
    });
    await late.see(`/talents?ids=${id}`, ({ items: [item] }) => item?.status === 'expired');
  });
});

describe('companies and reference data', () => {
  it('registers companies and their quotas', async () => {
    const { id } = await app.as('supervisor').do('/sponsors', {
      name: 'Example Robotics Ltd',
      sector: 'ai-and-data-science',
      origin: 'overseas',
    });
    const quota = { scheme: 'TechTAS', places: 2, until: '2028-12-31' };
    expect(await app.as('supervisor').do(`/sponsors/${id}/quota`, quota)).toEqual({
      id,
      revision: 1,
    });
    const one = await app.as('portal').get(`/sponsors/${id}`);
    expect(one.body).toMatchObject({ quotas: [{ ...quota, reserved: 0 }], allowedActions: [] });
    const { allowedActions } = (await app.as('caseworker').get(`/sponsors/${id}`)).body;
    expect(allowedActions).toEqual([{ action: 'quota', href: `/sponsors/${id}/quota` }]);
    await app.as('auditor').see('/sponsors', ({ items: [item] }) => item?.id === id);
    const unknown = { ...somebody, sponsorId: '00000000-0000-4000-8000-000000000000' };
    expect((await app.as('portal').post('/talents', unknown)).status).toBe(404);
    await app.as('portal').do('/talents', { ...somebody, sponsorId: id });
  });

  it('serves schemes and the texts of consents to whoever has a token', async () => {
    for (const persona of ['portal', 'operator', 'housing-officer']) {
      const caller = app.as(persona);
      expect((await caller.get('/schemes')).body.items).toHaveLength(10);
      expect((await caller.get('/consent-texts')).body.items).toHaveLength(3);
    }
  });
});
