import type { Json, TestInstallation } from '@talentloop/testing/journeys';
import { serviceNames } from '@talentloop/service-catalogue';
import { admission, arrival, casework, conclusion, homes, housing } from './steps/arrival';
import { consent, newcomer, traveller } from './steps/bodies';
import { after, type Scene, take, upTo } from './steps/journey';
import { eventCounts, settled } from './steps/settled';
import { callersOf, startWorld } from './steps/world';

const JOURNEY = '0a11c0de-0000-4000-8000-00000000cafe';
/** "Within about a second", with room for machines whose speed varies threefold. */

let app: TestInstallation;
let scene: Scene;
const look = async (path: string): Promise<Json> => (await scene.as('auditor').get(path)).body;
const talent = (): Promise<Json> => look(`/talents/${scene.known['talent']}`);
const theCase = (): Promise<Json> => look(`/cases/${scene.known['case']}`);
const request = (): Promise<Json> =>
  scene
    .as('housing-officer')
    .get(`/accommodation-requests/${scene.known['request']}`)
    .then(({ body }) => body as Json);
const satisfied = ({ checklist }: Json): string[] =>
  checklist.flatMap(({ item, satisfied: is }: Json) => (is ? [String(item)] : []));

beforeAll(async () => {
  app = await startWorld();
  const known: Scene['known'] = {};
  scene = { known, as: callersOf(app, () => known['talent']) };
  await take(scene, homes);
});
afterAll(() => app.stop());

describe('a talent arrives, by HTTP alone', () => {
  it('is registered with needs, and a case appears at the chosen centre', async () => {
    const portal = scene.as('portal');
    const headers = { 'x-correlation-id': JOURNEY };
    const { status, body } = await portal.post('/talents', newcomer, { headers });
    expect(status).toBe(201);
    scene.known['talent'] = body.id;
    await upTo(admission, 'register').at(-1)?.leadsTo?.(scene);
    expect(await theCase()).toMatchObject({
      status: 'open',
      centre: 'loop-onsite',
      type: 'onboarding',
      channel: 'portal',
      assignee: null,
      tasks: [],
      talentId: body.id,
      correlationId: JOURNEY,
    });
    expect(scene.known['number']).toMatch(/^SC-LOOP-\d{4}-\d{6}$/);
  });

  it('is warned of a bad check digit, and may submit all the same', async () => {
    const steps = after(upTo(admission, 'submit'), 'register');
    const [document] = await take(scene, steps);
    expect(document?.reply).toMatchObject({
      status: 201,
      body: { check: { ok: false, reason: 'check-digit' } },
    });
    const submitted = await talent();
    expect(submitted.status).toBe('submitted');
    expect(submitted.checklist).toContainEqual({
      item: 'school-place',
      why: expect.stringMatching(/school/i),
      satisfied: false,
    });
    expect(satisfied(submitted)).toEqual([]);
  });

  it('is asked other things than somebody else', async () => {
    const portal = scene.as('portal');
    const { id } = await portal.do('/talents', traveller);
    await portal.do(`/talents/${id}/documents`, { kind: 'passport', number: 'L898902C3' });
    await portal.do(`/talents/${id}/consents`, consent);
    await portal.do(`/talents/${id}/submit`);
    const itemsOf = ({ checklist }: Json): string[] => checklist.map(({ item }: Json) => item);
    const [theirs, ours] = [itemsOf(await look(`/talents/${id}`)), itemsOf(await talent())];
    expect(theirs).toEqual(expect.arrayContaining(['passport', 'stay-permission']));
    expect(theirs).not.toEqual(expect.arrayContaining(['school-place']));
    expect(ours).toEqual(expect.arrayContaining(['hkid', 'marriage-certificate', 'housed']));
    expect(ours).not.toContain('passport');
  });

  it('is screened, and approved by somebody else than who verified', async () => {
    const steps = after(admission, 'submit');
    await take(scene, upTo(steps, 'start screening'));
    const { talent: id, document } = scene.known;
    const early = await scene.as('caseworker').post(`/talents/${id}/documents/${document}/verify`);
    expect(early).toMatchObject({ status: 409, body: { code: 'document-check-failed' } });
    await take(scene, upTo(after(steps, 'start screening'), 'verify'));
    expect((await scene.as('caseworker').post(`/talents/${id}/approve`)).status).toBe(403);
    await take(scene, upTo(after(steps, 'verify'), 'approve'));
    await take(scene, after(steps, 'approve'));
    const active = await talent();
    expect(active.status).toBe('active');
    expect(satisfied(active)).toEqual(expect.arrayContaining(['identity-document', 'hkid']));
    const { items } = await look(`/audit/talents/${id}/history`);
    const overridden = items.find(({ type }: Json) => type === 'DocumentCheckOverridden');
    expect(overridden).toMatchObject({ reason: 'The card was seen at the counter.' });
  });

  it('has a case that is claimed, worked, paused and resumed', async () => {
    await take(scene, upTo(casework, 'wait'));
    expect(await theCase()).toMatchObject({ status: 'waiting', waitingOn: 'talent' });
    await take(scene, after(casework, 'wait'));
    expect(await theCase()).toMatchObject({
      status: 'in-progress',
      assignee: 'caseworker',
      waitingOn: null,
      notes: [{ by: 'caseworker' }],
      tasks: [{ status: 'completed' }],
    });
    const seen = (await scene.as('talent').get(`/cases/${scene.known['case']}`)).body;
    expect(seen.notes).toBeUndefined();
    const directions = seen.messages.map(({ direction }: Json) => direction);
    expect(directions).toEqual(['sent', 'sent', 'received']);
  });

  it('gets a home that suits, and every near miss says why', async () => {
    await take(scene, upTo(housing, 'assess'));
    expect((await request()).assessment).toMatchObject({ points: expect.any(Number) });
    const { unit, studio, request: id } = scene.known;
    const matches = await scene.as('housing-officer').get(`/accommodation-requests/${id}/matches`);
    expect(matches.body.items).toMatchObject([{ unitId: unit, rank: 1 }]);
    expect(matches.body.items[0].reasons.length).toBeGreaterThan(0);
    expect(matches.body.nearMisses).toMatchObject([{ unitId: studio }]);
    expect(matches.body.nearMisses[0].reasons.length).toBeGreaterThan(0);
    await take(scene, after(housing, 'assess'));
    expect(await request()).toMatchObject({ status: 'checked-in', booking: { unitId: unit } });
    expect(satisfied(await talent())).toContain('housed');
  });

  it('has a case that is resolved, which the record knows', async () => {
    const before = new Date().toISOString();
    await take(scene, conclusion);
    expect(await theCase()).toMatchObject({ status: 'closed', result: 'completed' });
    const state = await look(`/audit/cases/${scene.known['case']}/state?at=${before}`);
    expect(state).toMatchObject({
      status: 'in-progress',
      state: { number: scene.known['number'], result: null, notes: [{}] },
    });
    expect(state.state).not.toHaveProperty('allowedActions');
    const after = await look(
      `/audit/cases/${scene.known['case']}/state?at=${new Date().toISOString()}`,
    );
    expect(after.state).toEqual(withoutActions(await theCase()));
  });
});

describe('afterwards', () => {
  it('is one tree of cause and effect, over all three services', async () => {
    await settled(app.connectionString);
    const counts = await eventCounts(app.connectionString, JOURNEY);
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const tree = await scene
      .as('auditor')
      .see(`/audit/correlations/${JOURNEY}`, ({ items }) => flat(items).length === total);
    expect(tree.unavailable).toEqual([]);
    expect(tree.items).toMatchObject([{ type: 'TalentRegistered', revision: 0 }]);
    const services = new Set(flat(tree.items).map(({ service }) => service));
    expect([...services].sort()).toEqual([...serviceNames].sort());
    expect(counts).toMatchObject({
      'service_centre CaseOpened': 2,
      'talent_onboarding CaseLinked': 2,
      'accommodation UnitHeld': 1,
      'accommodation UnitBooked': 1,
      'accommodation BookingConfirmed': 1,
      'accommodation GuestArrived': 1,
    });
  });

  it('is whole, and can be read again as it was at each revision', async () => {
    const verified = await scene.as('auditor').post('/audit/verify');
    expect(verified).toMatchObject({ status: 200, body: { ok: true } });
    const all = await eventCounts(app.connectionString);
    expect(verified.body.events).toBe(Object.values(all).reduce((sum, n) => sum + n, 0));
    const { items } = await look(`/audit/cases/${scene.known['case']}/history`);
    expect(items.every(({ verified: is }: Json) => is)).toBe(true);
    for (const { revision } of items) {
      const at = await look(`/audit/cases/${scene.known['case']}/state?revision=${revision}`);
      expect(at.revision).toBe(revision);
    }
  });
});

/** A body without `allowedActions`, which past states do not have. */
const withoutActions = (body: Json): Json =>
  JSON.parse(
    JSON.stringify(body, (name, value: Json) => (name === 'allowedActions' ? undefined : value)),
  );

const flat = (items: readonly Json[]): Json[] =>
  items.flatMap((item) => [item, ...flat(item.caused)]);

it('takes as many steps as it says', () => {
  expect(arrival).toHaveLength(
    admission.length + casework.length + housing.length + conclusion.length,
  );
});
