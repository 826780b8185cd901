import type { Json, Reply, TestInstallation } from '@talentloop/testing/journeys';
import { takes, until } from '@talentloop/testing';
import { homes } from './steps/arrival';
import { enquiry, familyFlat, newcomer } from './steps/bodies';
import { atOnce, notesAtOnce } from './steps/counts';
import { dayFromToday } from './steps/days';
import { type Known, take } from './steps/journey';
import { eventCounts, settled } from './steps/settled';
import { type As, callersOf, startWorld } from './steps/world';

let app: TestInstallation;
let as: As;
const known: Known = {};

const STAY = { kind: 'talent-residence', from: dayFromToday(2), to: dayFromToday(9), guests: 2 };

beforeAll(async () => {
  app = await startWorld();
  as = callersOf(app);
  await take({ as, known }, homes);
  const { id } = await as('portal').do('/talents', newcomer);
  known['talent'] = id;
  await settled(app.connectionString);
}, 60_000);
afterAll(() => app.stop());

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => each(i)));

const tally = (values: readonly unknown[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};

/** Requests that wait for an offer. */
const assessed = (n: number, stay: object = STAY): Promise<string[]> =>
  times(n, async () => {
    const officer = as('housing-officer');
    const asked = { talentId: known['talent'], ...stay };
    const { id } = await officer.do('/accommodation-requests', asked);
    await officer.do(`/accommodation-requests/${id}/submit`);
    await officer.do(`/accommodation-requests/${id}/assess`, { eligible: true, reason: 'Fits.' });
    return String(id);
  });

const requestNow = async (id: string): Promise<Json> =>
  (await as('housing-officer').get(`/accommodation-requests/${id}`)).body;
const calendarOf = async (unit: string | undefined): Promise<Json[]> =>
  (await as('housing-officer').get(`/units/${unit}`)).body.calendar;

it(
  `holds one unit once, whichever of ${atOnce} requests it is offered to at once`,
  async () => {
    let requests: readonly string[] = [];
    const madeMs = await takes(async () => (requests = await assessed(atOnce)));
    const officer = as('housing-officer');
    let replies: readonly Reply[] = [];
    const offeredMs = await takes(async () => {
      replies = await times(atOnce, (i) =>
        officer.post(`/accommodation-requests/${requests[i]}/offer`, { unitId: known['unit'] }),
      );
    });
    expect(tally(replies.map(({ status }) => status))).toEqual({ 200: 1, 409: atOnce - 1 });
    const codes = tally(replies.map(({ body }) => body.code));
    expect(codes).toEqual({ undefined: 1, 'unit-taken': atOnce - 1 });
    // They contend for one unit, and are answered sooner than as many requests could be made.
    expect(offeredMs / madeMs).toBeLessThan(1);
    const winner = requests[replies.findIndex(({ status }) => status === 200)] ?? '';
    expect(await calendarOf(known['unit'])).toMatchObject([{ entry: 'hold', requestId: winner }]);
    await settled(app.connectionString);
    const counts = await eventCounts(app.connectionString);
    expect(counts).toMatchObject({ 'accommodation UnitHeld': 1, 'accommodation OfferMade': 1 });
    const { nights } = (
      await officer.get(`/occupancy?from=${STAY.from}&to=${STAY.to}&kind=talent-residence`)
    ).body;
    expect(nights.map(({ held, booked }: Json) => [held, booked])).toEqual(
      Array.from({ length: 7 }, () => [1, 0]),
    );
    await officer.do(`/accommodation-requests/${winner}/decline`, { reason: 'Too far.' });
    await until('the unit is free', async () => (await calendarOf(known['unit'])).length === 0);
  },
  60_000 + atOnce * 100,
);

it('has one outcome where accepting races with the expiry', async () => {
  const officer = as('housing-officer');
  const units = await times(20, (i) =>
    officer
      .do(`/properties/${known['property']}/units`, { ...familyFlat, label: `R${i}` })
      .then(({ id }) => String(id)),
  );
  const requests = await assessed(20);
  await times(20, (i) =>
    officer.do(`/accommodation-requests/${requests[i]}/offer`, {
      unitId: units[i],
      expiresInHours: 1,
    }),
  );
  const accept = (i: number) => officer.post(`/accommodation-requests/${requests[i]}/accept`);
  // Half of the requests are under way when the deadline passes; the others come afterwards.
  const early = times(10, accept);
  const moved = app.advance('PT1H');
  const late = moved.then(() => times(10, (i) => accept(i + 10)));
  const replies = [...(await early), ...(await late)];
  expect(replies.slice(10).map(({ status }) => status)).toEqual(
    Array.from({ length: 10 }, () => 409),
  );
  expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
  await settled(app.connectionString);
  for (const [i, { status }] of replies.entries()) {
    const expected = status === 200 ? 'booked' : 'assessed';
    await until(
      `request ${i} is ${expected}`,
      async () => (await requestNow(requests[i] ?? '')).status === expected,
    );
    const entries = (await calendarOf(units[i])).map(({ entry }) => entry);
    expect([i, entries]).toEqual([i, status === 200 ? ['booking'] : []]);
  }
}, 60_000);

it('books overlapping stays in one unit never twice', async () => {
  const officer = as('housing-officer');
  const { id: unit } = await officer.do(`/properties/${known['property']}/units`, {
    ...familyFlat,
    label: 'overlaps',
  });
  const stays = Array.from({ length: 12 }, (_, i) => ({
    ...STAY,
    from: dayFromToday(10 + i),
    to: dayFromToday(13 + i),
  }));
  const requests = await Promise.all(stays.map(async (stay) => (await assessed(1, stay))[0] ?? ''));
  await times(12, async (i) => {
    const offered = await officer.post(`/accommodation-requests/${requests[i]}/offer`, {
      unitId: unit,
    });
    expect([200, 409]).toContain(offered.status);
    if (offered.status === 200) await officer.do(`/accommodation-requests/${requests[i]}/accept`);
  });
  const calendar = (await calendarOf(unit)).sort((a, b) => (a.from < b.from ? -1 : 1));
  expect(calendar.length).toBeGreaterThan(0);
  for (const [i, entry] of calendar.entries())
    expect((calendar[i + 1]?.from ?? entry.to) >= entry.to).toBe(true);
}, 60_000);

it(
  `takes ${notesAtOnce} notes on one case at once: as many events, contiguous`,
  async () => {
    const worker = as('caseworker');
    const { id } = await worker.do('/cases', enquiry);
    const notes = await times(notesAtOnce, (i) =>
      worker.do(`/cases/${id}/notes`, { text: `note ${i}` }),
    );
    const revisions = notes.map(({ revision }: Json) => Number(revision)).sort((a, b) => a - b);
    expect(revisions).toEqual(Array.from({ length: notesAtOnce }, (_, i) => i + 1));
    const { body } = await worker.get(`/cases/${id}`);
    expect(new Set(body.notes.map(({ noteId }: Json) => noteId)).size).toBe(notesAtOnce);
    const { items } = (await as('auditor').get(`/audit/cases/${id}/history`)).body;
    expect(items.map(({ revision }: Json) => revision)).toEqual([0, ...revisions]);
    expect(items.every(({ verified }: Json) => verified)).toBe(true);
  },
  60_000 + notesAtOnce * 50,
);

it('opens 200 cases at once under 200 numbers without a hole', async () => {
  const online = as('caseworker-online');
  const about = { ...enquiry, centre: 'online' };
  const opened = await times(200, () => online.do('/cases', about));
  const cases = await Promise.all(opened.map(({ id }: Json) => online.get(`/cases/${id}`)));
  const numbers = cases.map(({ body }) => Number(String(body.number).slice(-6)));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
}, 60_000);
