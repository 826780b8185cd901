import { type Json, startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { TalentOnboardingModule } from '../../apps/talent-onboarding/src/talent-onboarding.module';

const PERSON = {
  name: { full: 'Example Person' },
  birthDate: '1990-01-02',
  nationality: 'FR',
  origin: 'overseas',
  email: 'person@example.org',
  preferredLanguage: 'en',
  centre: 'loop-onsite',
};

/** Reads the first `count` events of a stream and closes it. */
const eventsOf = async (response: Response, count: number): Promise<readonly Json[]> => {
  const events: Json[] = [];
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((it) => it.includes('data: '))) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      events.push({ id: field('id'), event: field('event'), ...JSON.parse(field('data')) });
    }
    if (events.length >= count) return events;
  }
  return events;
};

describe('changes', () => {
  let app: TestInstallation;
  let talentId: string;
  let caseId: string;

  const open = async (persona: string, path: string, headers: Record<string, string> = {}) => {
    const { body } = await app.as('caseworker').post('/dev/token', { persona, talentId });
    const authorization = `Bearer ${body.access_token}`;
    return fetch(`${app.url}${path}`, {
      headers: { authorization, accept: 'text/event-stream', ...headers },
    });
  };

  beforeAll(async () => {
    app = await startForTest(TalentOnboardingModule, ServiceCentreModule);
    ({ id: talentId } = await app.as('portal').do('/talents', PERSON));
    const { items } = await app
      .as('caseworker')
      .see(`/cases?talentId=${talentId}`, (list) => list.items.length === 1);
    caseId = items[0].id;
    await app.as('caseworker').do(`/cases/${caseId}/notes`, { text: 'Only for colleagues' });
  });
  afterAll(() => app.stop());

  it('are a feed that a portal polls: its own people, no notes, nothing personal', async () => {
    const { body } = await app.as('portal').get('/changes');
    const changes = body.items.map(({ resource, type }: Json) => `${resource} ${type}`);
    expect(changes).toEqual(
      expect.arrayContaining(['talents TalentRegistered', 'cases CaseOpened']),
    );
    expect(JSON.stringify(body)).not.toMatch(/NoteAdded|Example|colleagues/);
    const next = await app.as('portal').get(`/changes?after=${body.next}`);
    expect(next.body.items).toEqual([]);
    expect((await app.as('portal-b').get('/changes')).body.items).toEqual([]);
  });

  it('page without repeating or skipping', async () => {
    const seen: string[] = [];
    for (let after = '', more = true; more;) {
      const page = await app.as('auditor').get(`/changes?limit=1${after && `&after=${after}`}`);
      seen.push(...page.body.items.map(({ service, position }: Json) => `${service} ${position}`));
      more = page.body.items.length > 0;
      after = page.body.next;
    }
    const all = await app.as('auditor').get('/changes?limit=200');
    const expected = all.body.items.map(({ service, position }: Json) => `${service} ${position}`);
    expect(seen.toSorted()).toEqual(expected.toSorted());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('refuse a cursor that is none', async () => {
    expect((await app.as('portal').get('/changes?after=nonsense')).status).toBe(400);
  });

  it('stream one resource, and resume where a connection broke', async () => {
    const following = await open('caseworker', `/cases/${caseId}/events`);
    expect(following.headers.get('content-type')).toBe('text/event-stream');
    await app.as('caseworker').do(`/cases/${caseId}/claim`);
    const [claimed] = await eventsOf(following, 1);
    expect(claimed).toMatchObject({
      event: 'CaseAssigned',
      resource: 'cases',
      id: caseId,
    });
    const resumed = await open('caseworker', '/cases/events', { 'last-event-id': '0' });
    const [first] = await eventsOf(resumed, 1);
    expect(first).toMatchObject({ type: 'CaseOpened' });
  });

  it('show nobody what they may not read', async () => {
    expect((await open('caseworker-online', `/cases/${caseId}/events`)).status).toBe(404);
    expect((await open('portal-b', `/talents/${talentId}/events`)).status).toBe(404);
    expect((await open('operator', '/cases/events')).status).toBe(403);
  });
});
