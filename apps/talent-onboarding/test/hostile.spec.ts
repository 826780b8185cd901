import { startForTest, type TestInstallation, type Caller } from '@talentloop/testing/journeys';
import { TalentOnboardingModule } from '../src/talent-onboarding.module';
import { passport, somebody } from './people';

let app: TestInstallation;
let portal: Caller;
let id: string;

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule);
  portal = app.as('portal');
  ({ id } = await portal.do('/talents', somebody));
});
afterAll(() => app.stop());

const { accommodation: _, ...withoutWish } = somebody;

describe('bad input', () => {
  it.each([
    ['an unknown field', { ...somebody, admin: true }],
    ['null', { ...somebody, phone: null }],
    ['an impossible day', { ...somebody, birthDate: '1990-02-30' }],
    ['a birth date in the future', { ...somebody, birthDate: '2990-02-03' }],
    ['an unknown centre', { ...somebody, centre: 'moon' }],
    ['an unknown country', { ...somebody, nationality: 'XX' }],
    ['a phone that is none', { ...somebody, phone: '12345' }],
    ['a need of accommodation without its details', withoutWish],
    [
      'a stay that ends before it begins',
      { ...somebody, accommodation: { ...somebody.accommodation, to: '2027-03-31' } },
    ],
    ['a name that is a text', { ...somebody, name: 'Example' }],
    ['a name with a control character', { ...somebody, name: { full: 'a\u0000b' } }],
    ['a name with a lone surrogate', { ...somebody, name: { full: 'a\ud800b' } }],
    ['an empty name', { ...somebody, name: { full: '' } }],
    ['a household that is an object', { ...somebody, household: { 0: {} } }],
    ['a need twice', { ...somebody, needs: ['banking', 'banking'] }],
    ['nothing', {}],
  ])('is 400: %s', async (__, body) => {
    const reply = await portal.post('/talents', body);
    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body).toMatchObject({ status: 400, code: expect.any(String) });
    expect(JSON.stringify(reply.body)).not.toMatch(/\bat .*\.ts|select |postgres/i);
  });

  it('is 400 for bytes that are no JSON, or too deep', async () => {
    const bodies = [
      '{',
      '[]',
      '"a"',
      `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`,
      '{"__proto__":{}}',
    ];
    for (const body of bodies)
      expect((await portal.send('POST', '/talents', body)).status).toBe(400);
  });

  it('is 413 for two megabytes', async () => {
    const name = { full: 'x'.repeat(2_000_000) };
    expect((await portal.post('/talents', { ...somebody, name })).status).toBe(413);
  });

  it('is 400 for a body where none belongs', async () => {
    expect((await portal.post(`/talents/${id}/submit`, { now: true })).status).toBe(400);
  });

  it('is 400 or 404 for ids that are none', async () => {
    for (const bad of ['1', '%00', 'a%2Fb', "'--", '\u00e9', 'x'.repeat(500), '__proto__']) {
      const path = bad.includes('%') ? bad : encodeURIComponent(bad);
      for (const reply of [
        await portal.get(`/talents/${path}`),
        await portal.post(`/talents/${path}/submit`),
        await portal.get(`/sponsors/${path}`),
        await portal.post(`/talents/${id}/provide-information/${path}`),
      ])
        expect([400, 404, 414]).toContain(reply.status);
    }
    const worker = app.as('caseworker');
    expect((await worker.post(`/talents/${id}/documents/1/verify`)).status).toBe(404);
    expect((await portal.delete(`/talents/${id}/consents/1`)).status).toBe(404);
  });

  it('is 400 for queries that are none', async () => {
    for (const query of ['status=gone', 'ids=1', 'limit=0', 'limit=x', 'cursor=x', 'who=1', 'q='])
      expect((await portal.get(`/talents?${query}`)).status).toBe(400);
  });
});

describe('a document', () => {
  it('keeps what was typed, whatever it is', async () => {
    const number = '  Ａ１２３４５６（４） ';
    const added = await portal.post(`/talents/${id}/documents`, { kind: 'hkid', number });
    expect(added).toMatchObject({
      status: 201,
      body: { check: { ok: false, reason: 'check-digit' } },
    });
    const { documents } = (await portal.get(`/talents/${id}`)).body;
    expect(documents[0]).toMatchObject({ number });
  });

  it('that has expired is refused', async () => {
    const old = { ...passport, expiresOn: '2020-01-01' };
    expect(await portal.post(`/talents/${id}/documents`, old)).toMatchObject({
      status: 409,
      body: { code: 'document-expired' },
    });
  });

  it('is told in the language that was asked for', async () => {
    const asking = { headers: { 'accept-language': 'zh-Hant' } };
    const old = { ...passport, expiresOn: '2020-01-01' };
    const { body } = await portal.post(`/talents/${id}/documents`, old, asking);
    expect(body.title).toBe('證件已過期');
  });
});

describe('what is personal', () => {
  it('is in no table of the log', async () => {
    const marker = 'Marker-7f3a';
    const { id: marked } = await portal.do('/talents', {
      ...somebody,
      name: { full: marker, native: `${marker}字` },
      email: `${marker}@example.org`,
      birthDate: '1907-07-07',
      household: [{ relation: 'spouse', name: marker, birthDate: '1908-08-08' }],
    });
    await portal.do(`/talents/${marked}/documents`, { kind: 'passport', number: marker });
    await portal.do(`/talents/${marked}/withdraw`, { reason: marker });
    const { pool } = app.platform;
    const { rows } = await pool.query<{ text: string }>(
      `select e::text as text from talent_onboarding.events e
       union all select c::text from talent_onboarding.claims c`,
    );
    const all = rows.map(({ text }) => text).join('\n');
    expect(all).toContain(marked);
    for (const secret of [marker, '1907-07-07', '1908-08-08', 'spouse']) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
      expect(all).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});
