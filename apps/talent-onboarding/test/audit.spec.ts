import {
  type Caller,
  type Json,
  startForTest,
  type TestInstallation,
} from '@talentloop/testing/journeys';
import { TalentOnboardingModule } from '../src/talent-onboarding.module';
import { completeDraft, verifiedTalent } from './people';

let app: TestInstallation;
let portal: Caller;
let worker: Caller;
let supervisor: Caller;
let auditor: Caller;

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule);
  [portal, worker] = [app.as('portal'), app.as('caseworker')];
  [supervisor, auditor] = [app.as('supervisor'), app.as('auditor')];
});
afterAll(() => app.stop());

const historyOf = async (id: string): Promise<Json[]> =>
  (await auditor.get(`/audit/talents/${id}/history`)).body.items;

describe('an auditor', () => {
  it('reads who decided, on what, under which rule and why', async () => {
    const id = await verifiedTalent(portal, worker);
    await supervisor.do(`/talents/${id}/approve`);
    await supervisor.do(`/talents/${id}/activate`);
    await supervisor.do(`/talents/${id}/suspend`, { reason: 'On leave.' });
    const items = await historyOf(id);
    expect(items.every(({ verified }) => verified)).toBe(true);
    const byType = new Map(items.map((item) => [item.type, item]));
    expect(byType.get('TalentApproved')).toMatchObject({
      actor: { id: 'supervisor' },
      policy: {
        name: 'admission',
        inputs: { scheme: 'TTPS-B', verifiedBy: 'caseworker' },
        fired: ['four-eyes'],
        outcome: 'approved',
      },
      changes: [{ field: 'status', before: 'verified', after: 'approved' }],
    });
    expect(byType.get('TalentSuspended')).toMatchObject({ reason: 'On leave.' });
    expect(byType.get('ApplicationSubmitted').policy).toMatchObject({ name: 'checklist' });
  });

  it('reads the body as it was recorded, and as it was corrected later', async () => {
    const { id } = await completeDraft(portal);
    await portal.do(`/talents/${id}/submit`);
    const { body: before } = await portal.get(`/talents/${id}`);
    const changes = { nationality: 'FR', name: { full: 'Corrected Person' } };
    const effectiveAt = before.createdAt;
    const asked = { changes, effectiveAt, reason: 'Misread.' };
    const { correctionId } = await worker.do(`/talents/${id}/corrections`, asked);
    await app.advance('PT1H');
    await app.as('supervisor').do(`/talents/${id}/corrections/${correctionId}/approve`);
    const at = `at=${before.updatedAt}`;
    const late = app.as('auditor');
    const recorded = await late.get(`/audit/talents/${id}/state?${at}`);
    const { allowedActions: _, documents: _d, ...rest } = before;
    expect(recorded.body).toMatchObject({ status: 'submitted', state: rest });
    const corrected = await late.get(`/audit/talents/${id}/state?${at}&corrected=true`);
    expect(corrected.body.state).toMatchObject({ status: 'submitted', ...changes });
  });

  it('finds every event as it was written', async () => {
    expect((await auditor.post('/audit/verify')).body).toMatchObject({ ok: true });
  });
});
