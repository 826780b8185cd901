import type { Caller, Json, TestInstallation } from '@talentloop/testing/journeys';
import { PostgresKeyStore } from '@talentloop/privacy';
import { until } from '@talentloop/testing';
import { consent, enquiry, goodPassport, newcomer, residence } from './steps/bodies';
import { dayFromToday } from './steps/days';
import { startWorld } from './steps/world';

const MARKER = 'Marker of somebody who is to be forgotten';
const ERASED = '[erased]';
const SCHEMAS = ['talent_onboarding', 'service_centre', 'accommodation'] as const;
const FORGOTTEN_MS_MAX = 5_000;

let app: TestInstallation;
let portal: Caller;
let worker: Caller;
let auditor: Caller;
/** Paths of what the three services hold about the person, by whoever may read it. */
let views: readonly (readonly [Caller, string])[];

beforeAll(async () => {
  app = await startWorld();
  [portal, worker, auditor] = [app.as('portal'), app.as('caseworker'), app.as('auditor')];
}, 60_000);
afterAll(() => app.stop());

const name = { full: MARKER, native: MARKER };

/** Somebody in screening of whom every personal field of the record is known. */
const screenedTalent = async (): Promise<string> => {
  const household = [{ relation: 'child', name: MARKER, birthDate: '2017-09-01' }];
  const { id } = await portal.do('/talents', { ...newcomer, name, household });
  const path = `/talents/${id}`;
  await portal.do(`${path}/documents`, { ...goodPassport, number: MARKER });
  await portal.do(`${path}/consents`, consent);
  await portal.do(`${path}/submit`);
  const changes = { name: { full: `${MARKER}, spelt anew` } };
  await portal.do(`${path}/corrections`, { changes, reason: 'Misread.' });
  await worker.do(`${path}/start-screening`);
  await worker.do(`${path}/request-information`, { items: [MARKER], message: MARKER });
  return id;
};

/** The id of what is made once its service has heard of the talent. */
const madeOnceHeardOf = async (path: string, body: object): Promise<string> => {
  let made: Json;
  await until(`${path} takes it`, async () => {
    const { status, body: answer } = await worker.post(path, body);
    made = answer;
    return status === 201;
  });
  return made.id;
};

const shown = async (): Promise<readonly Json[]> =>
  Promise.all(
    views.map(async ([caller, path]) => {
      const { status, body } = await caller.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      return body;
    }),
  );

/** Destroys the keys as another process would: this installation is only notified. */
const erase = async (subjects: readonly string[]): Promise<void> => {
  for (const schema of SCHEMAS)
    for (const subject of subjects)
      await new PostgresKeyStore(app.platform.pool, schema).destroy(subject);
};

/** Has the other services hold something personal about the talent too. */
const heldAbout = async (talentId: string): Promise<typeof views> => {
  const { type, channel, centre } = enquiry;
  const opened = { talentId, centre, channel, type, subject: MARKER, description: MARKER };
  const caseId = await madeOnceHeardOf('/cases', opened);
  const requestId = await madeOnceHeardOf('/accommodation-requests', {
    talentId,
    kind: residence.kind,
    guests: 2,
    from: dayFromToday(0),
    to: dayFromToday(7),
    preferences: { note: MARKER },
  });
  const { revision } = (await worker.get(`/talents/${talentId}`)).body;
  return [
    [worker, `/talents/${talentId}`],
    [auditor, `/audit/talents/${talentId}/state?revision=${revision}`],
    [worker, `/cases/${caseId}`],
    [worker, `/accommodation-requests/${requestId}`],
  ];
};

const erasedTalent = {
  name: ERASED,
  birthDate: ERASED,
  email: ERASED,
  phone: ERASED,
  household: [{ relation: ERASED, name: ERASED, birthDate: ERASED }],
  documents: [{ kind: 'passport', number: ERASED, checkDigit: ERASED }],
  corrections: [{ changes: { name: ERASED } }],
  informationRequest: { items: ERASED, message: ERASED },
};

it('shows nothing of somebody erased but that they were, whichever service is asked', async () => {
  views = await heldAbout(await screenedTalent());
  const before = await shown();
  expect(before.filter((body) => !JSON.stringify(body).includes(MARKER))).toEqual([]);

  const [{ id, household }] = before;
  await erase([id, ...household.map(({ memberId }: Json) => memberId)]);
  const isForgotten = async () => !JSON.stringify(await shown()).includes(MARKER);
  await until('everybody has forgotten', isForgotten, FORGOTTEN_MS_MAX);

  const after = await shown();
  expect(JSON.stringify(after)).not.toContain('"erased":true');
  expect(after).toMatchObject([
    erasedTalent,
    { state: erasedTalent },
    { subject: ERASED },
    { preferences: ERASED },
  ]);
}, 60_000);
