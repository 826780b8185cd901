import { startForTest, type TestInstallation, type Caller } from '@talentloop/testing/journeys';
import { TalentOnboardingModule } from '../src/talent-onboarding.module';
import { actionsOf, completeDraft, consent, passport, somebody, verifiedTalent } from './people';

let app: TestInstallation;
let portal: Caller;
let worker: Caller;
let supervisor: Caller;

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule);
  [portal, worker, supervisor] = [app.as('portal'), app.as('caseworker'), app.as('supervisor')];
});
afterAll(() => app.stop());

const reason = { reason: 'Because.' };
/** Every command on a person, with a body that is well-formed. */
const commands = (documentId: string, consentId: string): Readonly<Record<string, object>> => ({
  details: { nationality: 'FR' },
  documents: { ...passport, number: 'OTHER1234' },
  consents: { ...consent, jurisdiction: 'CN' },
  submit: {},
  'start-screening': {},
  'request-information': { items: ['a'], message: 'b' },
  'provide-information': { message: 'c' },
  verify: {},
  approve: {},
  refuse: { code: 'criteria-not-met', ...reason },
  activate: {},
  suspend: reason,
  reinstate: {},
  depart: { on: '2026-12-01' },
  withdraw: reason,
  corrections: { changes: { nationality: 'IT' }, ...reason },
  [`documents/${documentId}/verify`]: {},
  [`documents/${documentId}/reject`]: reason,
  [`documents/${documentId}/override`]: reason,
  [`corrections/${consentId}/approve`]: {},
  [`corrections/${consentId}/reject`]: reason,
});

describe('strangers', () => {
  it('find nothing: another portal, another centre, another person', async () => {
    const { id, documentId, consentId } = await completeDraft(portal);
    const nothing = await portal.get('/talents/00000000-0000-4000-8000-000000000000');
    const strangers = [
      app.as('portal-b'),
      app.as('caseworker-online'),
      app.as('talent', '00000000-0000-4000-8000-000000000000'),
    ];
    for (const stranger of strangers) {
      const seen = await stranger.get(`/talents/${id}`);
      expect(seen.status).toBe(404);
      expect({ ...seen.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
      expect((await stranger.get('/talents')).body.items).toEqual([]);
      expect((await stranger.get(`/talents?ids=${id}`)).body.items).toEqual([]);
      for (const [path, body] of Object.entries(commands(documentId, consentId))) {
        const { status } = await stranger.post(`/talents/${id}/${path}`, body);
        expect([403, 404]).toContain(status);
      }
      const gone = await stranger.delete(`/talents/${id}/consents/${consentId}`);
      expect(gone.status).toBe(404);
    }
    expect((await portal.get(`/talents/${id}`)).body.revision).toBe(2);
  });

  it('without a token are told nothing at all', async () => {
    const nobody = app.as('portal');
    const bare = Object.create(nobody, { persona: { value: undefined } }) as Caller;
    for (const path of ['/talents', '/talents/1', '/sponsors', '/schemes', '/consent-texts'])
      expect((await bare.get(path)).status).toBe(401);
    for (const path of [...Object.keys(commands('d', 'c')), ''])
      expect((await bare.post(`/talents/1/${path}`.replace(/\/$/, ''))).status).toBe(
        path === '' ? 405 : 401,
      );
  });

  it('register at no other centre than their own', async () => {
    const online = app.as('caseworker-online');
    expect((await online.post('/talents', somebody)).status).toBe(403);
    const { id } = await online.do('/talents', { ...somebody, centre: 'online' });
    expect((await online.get(`/talents/${id}`)).status).toBe(200);
    expect((await worker.get(`/talents/${id}`)).status).toBe(404);
  });
});

describe('the person and the auditor', () => {
  it('see what they may', async () => {
    const { id, consentId } = await completeDraft(portal);
    const person = app.as('talent', id);
    expect((await person.get(`/talents/${id}`)).status).toBe(200);
    await person.see('/talents', ({ items }) => items.length === 1);
    expect((await person.delete(`/talents/${id}/consents/${consentId}`)).status).toBe(200);
    const auditor = app.as('auditor');
    const seen = await auditor.get(`/talents/${id}`);
    expect(seen).toMatchObject({ status: 200, body: { allowedActions: [] } });
    expect((await auditor.post(`/talents/${id}/submit`)).status).toBe(403);
    for (const other of ['operator', 'housing-officer'])
      expect((await app.as(other).get(`/talents/${id}`)).status).toBe(403);
  });
});

const parts = ['documents', 'consents'];
const untilDecided = ['refuse', 'withdraw', 'corrections'];
/** What a supervisor is offered in each status; a draft with neither document nor consent first. */
const offersByStatus = [
  ['draft', 'details', ...parts, 'withdraw'],
  ['draft', 'details', ...parts, 'submit', 'withdraw'],
  ['submitted', ...parts, 'start-screening', ...untilDecided],
  ['screening', ...parts, 'request-information', ...untilDecided],
  ['information-requested', ...parts, 'provide-information', ...untilDecided],
  ['verified', ...parts, 'approve', ...untilDecided],
  ['approved', ...parts, 'activate', 'withdraw', 'corrections'],
  ['active', ...parts, 'suspend', 'depart', 'corrections'],
  ['suspended', ...parts, 'reinstate', 'depart', 'corrections'],
];

describe('allowed actions never lie', () => {
  const inEveryStatus = async (): Promise<readonly string[]> => {
    const draft = (await portal.do('/talents', somebody)).id;
    const complete = (await completeDraft(portal)).id;
    const submitted = (await completeDraft(portal)).id;
    await portal.do(`/talents/${submitted}/submit`);
    const screening = (await completeDraft(portal)).id;
    const asked = (await completeDraft(portal)).id;
    for (const id of [screening, asked]) {
      await portal.do(`/talents/${id}/submit`);
      await worker.do(`/talents/${id}/start-screening`);
    }
    await worker.do(`/talents/${asked}/request-information`, { items: ['a'], message: 'b' });
    const [verified, approved, active, suspended] = await Promise.all(
      Array.from({ length: 4 }, () => verifiedTalent(portal, worker)),
    );
    for (const id of [approved, active, suspended]) await supervisor.do(`/talents/${id}/approve`);
    for (const id of [active, suspended]) await supervisor.do(`/talents/${id}/activate`);
    await supervisor.do(`/talents/${suspended}/suspend`, reason);
    const all = [draft, complete, submitted, screening, asked, verified, approved, active];
    return [...all, suspended].flatMap((id) => id ?? []);
  };

  it('what is offered is what may follow the status', async () => {
    const seen = await Promise.all(
      (await inEveryStatus()).map(async (id) => {
        const { body } = await supervisor.get(`/talents/${id}`);
        return [body.status, ...actionsOf(body)];
      }),
    );
    expect(seen).toEqual(offersByStatus);
  });

  it('what is not offered is refused', async () => {
    for (const id of await inEveryStatus())
      for (const caller of [portal, worker, supervisor]) {
        const { body } = await caller.get(`/talents/${id}`);
        const [document] = body.documents;
        const { revision } = body;
        const offered = new Set([
          ...actionsOf(body),
          ...(document ? actionsOf(document) : []).map(
            (action) => `documents/${document.documentId}/${action}`,
          ),
        ]);
        const all = commands(document?.documentId ?? 'none', 'none');
        for (const [path, asked] of Object.entries(all)) {
          if (offered.has(path)) continue;
          const reply = await caller.post(`/talents/${id}/${path}`, asked);
          const told = [body.status, path, reply.status];
          if (reply.status === 200) expect([told, reply.body.revision]).toEqual([told, revision]);
          else expect([403, 404, 409]).toContain(reply.status);
        }
        expect((await caller.get(`/talents/${id}`)).body.revision).toBe(revision);
      }
  });

  it('what is offered is granted', async () => {
    for (const caller of [portal, worker, supervisor])
      for (const id of await inEveryStatus()) {
        const { body } = await caller.get(`/talents/${id}`);
        const [action] = body.allowedActions.filter(
          ({ action: name }: { action: string }) => !['documents', 'consents'].includes(name),
        );
        if (!action) continue;
        const reply = await caller.post(action.href, commands('', '')[action.action] ?? {});
        expect([body.status, action.action, reply.status < 300]).toEqual([
          body.status,
          action.action,
          true,
        ]);
      }
  });
});
