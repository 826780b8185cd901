import { type Json, startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { serviceModules } from '../service-modules';
import { people } from './demo-world';
import { type Outcome, seedDemoWorld } from './seed-demo-world';
import { sponsors } from './world/sponsors';

const DAY_MS = 86_400_000;
let app: TestInstallation;

const seed = (until = 1): Promise<Outcome> => {
  const clock = app.platform.development?.clock;
  if (!clock) throw new Error('there is no development clock');
  const killed = new AbortController();
  const progress = (part: number): void => {
    if (part >= until && until < 1) killed.abort(new Error('killed'));
  };
  return seedDemoWorld({ url: app.url, clock, progress, signal: killed.signal });
};

const countOfEvents = async (): Promise<number> => {
  const { ok, events } = await app.as('auditor').do('/audit/verify');
  expect(ok).toBe(true);
  return events;
};

const all = async (path: string): Promise<Json[]> =>
  (await app.as('auditor').get(`${path}?limit=200`)).body.items;

const statusesOf = async (path: string): Promise<Set<string>> =>
  new Set((await all(path)).map(({ status }) => status));

describe('the demo world', () => {
  beforeAll(async () => {
    app = await startForTest(...serviceModules);
    await expect(seed(0.4)).rejects.toThrow('killed');
    expect(await seed()).toBe('seeded');
  }, 120_000);
  afterAll(() => app.stop());

  it('is the same after an interruption, and is left alone once it is complete', async () => {
    const events = await countOfEvents();
    expect(await seed()).toBe('complete');
    expect(await countOfEvents()).toBe(events);
    expect(await all('/sponsors')).toHaveLength(sponsors.length);
    expect(await all('/talents')).toHaveLength(people.length);
  });

  it('has people in every state, in three scripts', async () => {
    expect([...(await statusesOf('/talents'))].toSorted()).toEqual([
      'active',
      'approved',
      'departed',
      'draft',
      'expired',
      'information-requested',
      'refused',
      'screening',
      'submitted',
      'suspended',
      'verified',
      'withdrawn',
    ]);
    const languages = (await all('/talents')).map((talent) => talent.preferredLanguage);
    expect(new Set(languages)).toEqual(new Set(['en', 'zh-Hant', 'zh-Hans']));
  });

  it('has cases in every state, at three centres, one moved and one on its way', async () => {
    expect([...(await statusesOf('/cases'))].toSorted()).toEqual([
      'assigned',
      'cancelled',
      'closed',
      'in-progress',
      'merged',
      'open',
      'resolved',
      'waiting',
    ]);
    const cases = await all('/cases');
    const centres = cases.map(({ centre }) => centre);
    expect(new Set(centres)).toEqual(new Set(['loop-onsite', 'online', 'shenzhen-onsite']));
    expect(cases.filter(({ transferTo }) => transferTo)).toHaveLength(1);
    expect(cases.filter((it) => it.centre === 'loop-onsite' && it.number.includes('-SZ-'))).toEqual(
      [expect.objectContaining({ type: 'transport', status: 'resolved' })],
    );
  });

  it('has requests for accommodation in every state', async () => {
    expect([...(await statusesOf('/accommodation-requests'))].toSorted()).toEqual([
      'assessed',
      'booked',
      'cancelled',
      'checked-in',
      'departed',
      'draft',
      'eligibility-check',
      'information-requested',
      'no-show',
      'offered',
      'refused',
      'submitted',
      'waitlisted',
      'withdrawn',
    ]);
  });

  it('spans months, on one clock that shows the present again', async () => {
    const created = (await all('/talents')).map(({ createdAt }) => Date.parse(createdAt));
    const before = Date.now();
    const { now } = await app.as('operator').do('/dev/clock', { advance: 'PT0S' });
    expect(Date.parse(now)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(now)).toBeLessThanOrEqual(Date.now());
    expect(Math.min(...created)).toBeLessThan(before - 110 * DAY_MS);
  });

  it('has one journey with pauses, decisions and reasons to begin with', async () => {
    const auditor = app.as('auditor');
    const { body: shown } = await auditor.get('/cases/SC-LOOP-2026-000001');
    expect(shown).toMatchObject({ type: 'onboarding', status: 'closed', result: 'completed' });
    const { body } = await auditor.get(`/audit/cases/${shown.id}/history`);
    const types: string[] = body.items.map(({ type }: Json) => type);
    expect(types.filter((type) => type === 'CasePaused')).toHaveLength(2);
    expect(types).toEqual(expect.arrayContaining(['CaseEscalated', 'MessageReceived']));
    expect(body.items.filter(({ reason }: Json) => reason).length).toBeGreaterThan(3);
    const journey = await auditor.get(`/audit/correlations/${shown.correlationId}`);
    const text = JSON.stringify(journey.body);
    for (const type of ['DocumentCheckOverridden', 'OfferExpired', 'GuestCheckedIn', 'CaseClosed'])
      expect(text).toContain(type);
  });
});

describe('an installation that somebody uses', () => {
  beforeAll(async () => {
    app = await startForTest(...serviceModules);
  });
  afterAll(() => app.stop());

  it('is left alone', async () => {
    const company = { name: 'Our Own Company', sector: 'new-energy', origin: 'hong-kong' };
    const { id } = await app.as('supervisor').do('/sponsors', company);
    await app.as('auditor').see('/sponsors', ({ items: [item] }) => item?.id === id);
    const before = await countOfEvents();
    expect(await seed()).toBe('foreign');
    expect(await countOfEvents()).toBe(before);
  });
});
