import { randomUUID } from 'node:crypto';
import { startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { TalentOnboardingModule } from '../../apps/talent-onboarding/src/talent-onboarding.module';
import { consent, goodPassport, traveller } from './steps/bodies';
import { eventCounts } from './steps/settled';

let app: TestInstallation;
let talent: string;

beforeAll(async () => {
  app = await startForTest(TalentOnboardingModule);
  const portal = app.as('portal');
  ({ id: talent } = await portal.do('/talents', traveller));
  await portal.do(`/talents/${talent}/documents`, goodPassport);
  await portal.do(`/talents/${talent}/consents`, consent);
  await portal.do(`/talents/${talent}/submit`);
  await app.as('caseworker').do(`/talents/${talent}/start-screening`);
}, 60_000);
afterAll(() => app.stop());

const TEXT_MAX = 10_000;
const MIB = 1_048_576;

/** A request for a number of items, each with a text of the greatest allowed length. */
const asking = (items: number) => ({
  items: Array.from({ length: items }, (_, n) => `${n} `.padEnd(TEXT_MAX, 'x')),
  message: 'Please send these.',
});

const request = (body: object, key: string = randomUUID()) =>
  app.as('caseworker').post(`/talents/${talent}/request-information`, body, { key });

const tooLarge = { status: 413, code: 'payload-too-large' };

it('refuses a body over 1 MiB, or one whose event would be, and records neither', async () => {
  const before = await eventCounts(app.connectionString);
  const revision = (await app.as('caseworker').get(`/talents/${talent}`)).body.revision;
  const key = randomUUID();
  const [body, event] = [asking(110), asking(100)];
  expect(JSON.stringify(body).length).toBeGreaterThan(MIB);
  expect((await request(body)).body).toMatchObject(tooLarge);
  // A sealed value is longer than the plain value.
  expect(JSON.stringify(event).length).toBeLessThan(MIB);
  expect((await request(event, key)).body).toMatchObject(tooLarge);
  expect((await request(event, key)).body).toMatchObject(tooLarge);
  expect(await eventCounts(app.connectionString)).toEqual(before);
  expect((await app.as('caseworker').get(`/talents/${talent}`)).body.revision).toBe(revision);
  // The key was not used up, and the talent can continue.
  expect((await request(asking(2), key)).status).toBe(200);
}, 30_000);
