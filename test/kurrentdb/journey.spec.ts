import type { StoredEvent } from '@talentloop/event-sourcing';
import type { Json, TestInstallation } from '@talentloop/testing/journeys';
import { admission, casework, conclusion, homes, housing } from '../journeys/steps/arrival';
import { newcomer } from '../journeys/steps/bodies';
import { type Scene, take } from '../journeys/steps/journey';
import { settled } from '../journeys/steps/settled';
import { callersOf, startWorld } from '../journeys/steps/world';
import { type ServedLogs, serveServices } from './logs';

let served: ServedLogs;
let app: TestInstallation;
let scene: Scene;

beforeAll(async () => {
  served = await serveServices();
  app = await startWorld();
  const known: Scene['known'] = {};
  scene = { known, as: callersOf(app, () => known['talent']) };
});

afterAll(async () => {
  await app.stop();
  await served.stop();
});

const eventsOf = async (): Promise<readonly StoredEvent[]> => {
  const logs = app.running.map(({ writing }) => writing.store.readAll({ after: 0, limit: 10_000 }));
  return (await Promise.all(logs)).flat();
};

it('takes a talent from registration to a closed case, on EventStoreDB', async () => {
  await take(scene, [...homes, ...admission, ...casework, ...housing, ...conclusion]);
  const caller = scene.as('auditor');
  const { body: closed } = await caller.get(`/cases/${scene.known['case']}`);
  expect(closed).toMatchObject({ status: 'closed', result: 'completed' });
  expect((await eventsOf()).length).toBeGreaterThan(50);
}, 60_000);

it('leaves nothing of the log in PostgreSQL', async () => {
  const { rows } = await app.platform.pool.query(
    `select table_schema from information_schema.tables where table_name = 'events'`,
  );
  expect(rows).toEqual([]);
});

it('verifies, whole and by category, and the auditor finds the journey as one tree', async () => {
  await settled(app.connectionString);
  const auditor = scene.as('auditor');
  const events = await eventsOf();
  const whole = await auditor.post('/audit/verify');
  expect(whole).toMatchObject({ status: 200, body: { ok: true, events: events.length } });
  const ofCases = await auditor.post('/audit/verify', { category: 'cases' });
  expect(ofCases.body).toEqual({
    ok: true,
    events: events.filter(({ stream }) => stream.startsWith('case-')).length,
  });
  const registered = events.find(({ type }) => type === 'TalentRegistered');
  const { correlationId } = JSON.parse(registered?.metadata ?? '{}') as Json;
  const ofJourney = events.filter(({ metadata }) => metadata.includes(correlationId));
  const tree = await auditor.see(
    `/audit/correlations/${correlationId}`,
    ({ items }) => flat(items).length === ofJourney.length,
  );
  expect(new Set(flat(tree.items).map(({ service }) => service)).size).toBe(3);
});

it('shows how it was at each revision, and before', async () => {
  const path = `/audit/cases/${scene.known['case']}`;
  const { body } = await scene.as('auditor').get(`${path}/history`);
  expect(body.items.every(({ verified }: Json) => verified)).toBe(true);
  for (const { revision, recordedAt } of body.items) {
    const at = await scene.as('auditor').get(`${path}/state?revision=${revision}`);
    expect(at.body.revision).toBe(revision);
    const asOf = await scene.as('auditor').get(`${path}/state?at=${recordedAt}`);
    expect(asOf.body.revision).toBeGreaterThanOrEqual(revision);
  }
});

it('answers a repeated registration as before, and no other body under its key', async () => {
  const portal = scene.as('portal');
  const key = 'the-same-key-again';
  const one = await portal.post('/talents', newcomer, { key });
  expect(one.status).toBe(201);
  expect(await portal.post('/talents', newcomer, { key })).toMatchObject({
    status: 201,
    body: one.body,
  });
  const other = { ...newcomer, email: 'other@example.org' };
  expect((await portal.post('/talents', other, { key })).status).toBe(422);
});

const flat = (items: readonly Json[]): Json[] =>
  items.flatMap((item) => [item, ...flat(item.caused)]);
