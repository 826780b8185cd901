import type { Json } from '@talentloop/testing/journeys';
import { until } from '@talentloop/testing';
import { Installation } from '../faults/steps/installation';
import { admission, homes, housing } from './steps/arrival';
import { type Known, take, upTo } from './steps/journey';
import type { As } from './steps/world';
import { settled } from './steps/settled';

let installation: Installation;
const known: Known = {};
const as: As = (who) => installation.as(who, who === 'talent' ? known['talent'] : undefined);

beforeAll(async () => {
  installation = await Installation.create();
  await take({ as, known }, [...homes, ...admission, ...upTo(housing, 'offer')]);
}, 150_000);
afterAll(() => installation.remove(), 30_000);

const request = async (): Promise<Json> =>
  (await as('housing-officer').get(`/accommodation-requests/${known['request']}`)).body;
const theCase = async (): Promise<Json> =>
  (await as('caseworker').get(`/cases/${known['case']}`)).body;
const now = async (): Promise<number> =>
  Date.parse((await as('portal').post('/dev/clock', { advance: 'PT0S' })).body.now);
const HOUR_MS = 3_600_000;

it('holds the unit until the clock has moved past the offer', async () => {
  const { status, offer } = await request();
  expect(status).toBe('offered');
  expect(offer.unitId).toBe(known['unit']);
  const left = Date.parse(offer.expiresAt) - (await now());
  expect(left).toBeGreaterThan(47 * HOUR_MS);
  await as('portal').do('/dev/clock', { advance: 'PT47H' });
  expect((await request()).status).toBe('offered');
  expect((await theCase()).tasks).toEqual([]);
});

it('is over at its instant: the unit is free, the request waits, a task is there', async () => {
  await as('portal').do('/dev/clock', { advance: 'PT1H' });
  const late = await as('portal').post(`/accommodation-requests/${known['request']}/accept`);
  expect(late).toMatchObject({ status: 409, body: { code: 'offer-expired' } });
  await until('the offer has lapsed', async () => (await request()).status === 'assessed');
  const unit = (await as('housing-officer').get(`/units/${known['unit']}`)).body;
  expect(unit.calendar).toEqual([]);
  await as('caseworker').see(`/cases/${known['case']}`, ({ tasks }) => tasks.length === 1);
  const { tasks, messages } = await theCase();
  expect(tasks[0]).toMatchObject({ status: 'open', title: expect.stringMatching(/lapsed/) });
  expect(messages.at(-1)).toMatchObject({ direction: 'sent', language: 'zh-Hant' });
  await as('caseworker').see('/worklist', ({ items }) =>
    items.some(({ id }: Json) => id === known['case']),
  );
});

it('keeps its clock when it is killed, and does nothing again', async () => {
  const before = await now();
  expect(before).toBeGreaterThan(Date.now() + 47 * HOUR_MS);
  await installation.kill();
  await installation.start();
  const after = await now();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after).toBeLessThan(before + HOUR_MS);
  await settled(await installation.connectionString());
  expect((await theCase()).tasks).toHaveLength(1);
  expect((await request()).status).toBe('assessed');
});

it('can be offered again, and accepted in time', async () => {
  const path = `/accommodation-requests/${known['request']}`;
  await as('housing-officer').do(`${path}/offer`, { unitId: known['unit'], expiresInHours: 2 });
  await as('portal').do('/dev/clock', { advance: 'PT1H59M' });
  await as('portal').do(`${path}/accept`);
  expect(await request()).toMatchObject({ status: 'booked', booking: { unitId: known['unit'] } });
});
