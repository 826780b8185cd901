import type { Json, Reply } from '@talentloop/testing/journeys';
import { type Park, startPark } from './fixtures/park';

let park: Park;
beforeAll(async () => {
  park = await startPark();
});
afterAll(() => park.app.stop());

const path = (id: string): string => `/accommodation-requests/${id}`;
const tally = (replies: readonly Reply[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const told = status === 200 ? '200' : `${status} ${body.code}`;
    counts[told] = (counts[told] ?? 0) + 1;
  }
  return counts;
};
const many = async <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const entriesOf = async (unitId: string): Promise<readonly Json[]> =>
  (await park.officer.get(`/units/${unitId}`)).body.calendar;

it('one unit offered to 200 requests at once is held once', async () => {
  const unitId = await park.unit();
  const talentId = await park.talent();
  const requests = await many(200, () => park.assessed({ talentId }));
  const replies = await many(200, (index) =>
    park.officer.post(`${path(requests[index] ?? '')}/offer`, { unitId }),
  );
  expect(tally(replies)).toEqual({ '200': 1, '409 unit-taken': 199 });
  expect(await entriesOf(unitId)).toHaveLength(1);
  const { items } = (await park.officer.get(`/accommodation-requests?talentId=${talentId}`)).body;
  expect(items).toHaveLength(50);
  const listed = await park.officer.see(
    `/accommodation-requests?talentId=${talentId}&limit=200`,
    ({ items: all }) => all.some(({ status }: Json) => status === 'offered'),
  );
  expect(listed.items.filter(({ status }: Json) => status === 'offered')).toHaveLength(1);
}, 60_000);

it('one request offered twenty units at once has one, and the others are free again', async () => {
  const id = await park.assessed();
  const units = await many(20, () => park.unit());
  const replies = await many(20, (index) =>
    park.officer.post(`${path(id)}/offer`, { unitId: units[index] }),
  );
  expect(tally(replies)).toEqual({ '200': 1, '409 already-offered': 19 });
  const held = await many(20, (index) => entriesOf(units[index] ?? ''));
  expect(held.flat()).toHaveLength(1);
  const { offer } = await park.request(id);
  expect(await entriesOf(offer.unitId)).toMatchObject([{ entry: 'hold', requestId: id }]);
});

it('one key sent ten times at once is one offer and one answer', async () => {
  const [unitId, id] = [await park.unit(), await park.assessed()];
  const replies = await many(10, () =>
    park.officer.post(`${path(id)}/offer`, { unitId }, { key: 'ten at once' }),
  );
  expect(tally(replies)).toEqual({ '200': 10 });
  expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await entriesOf(unitId)).toHaveLength(1);
});

it('accepted and declined at once, one of them counts and the unit agrees', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [unitId, id] = [await park.unit(), await park.assessed()];
    await park.command(id, 'offer', { unitId });
    const replies = await Promise.all([
      park.officer.post(`${path(id)}/accept`),
      park.officer.post(`${path(id)}/decline`, { reason: 'No.' }),
    ]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { status } = await park.request(id);
    const accepted = replies[0].status === 200;
    expect(status).toBe(accepted ? 'booked' : 'assessed');
    await park.officer.see(
      `/units/${unitId}`,
      ({ calendar }) => calendar.length === (accepted ? 1 : 0),
    );
  }
});

it('accepted while its deadline passes, an offer is booked or expired, never both', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [unitId, id] = [await park.unit(), await park.assessed()];
    await park.command(id, 'offer', { unitId, expiresInHours: 1 });
    await park.advance('PT59M59S');
    const accepting = many(5, async () => park.officer.post(`${path(id)}/accept`));
    const [replies] = await Promise.all([accepting, park.app.advance('PT2S')]);
    const accepted = replies.some(({ status }) => status === 200);
    expect(replies.every(({ status }) => [200, 401, 409].includes(status))).toBe(true);
    await park.advance('PT1S');
    const wanted = accepted ? 'booked' : 'assessed';
    await park.officer.see(path(id), ({ status }) => status === wanted);
    await park.officer.see(
      `/units/${unitId}`,
      ({ calendar }) => calendar.length === (accepted ? 1 : 0),
    );
    const late = await park.officer.post(`${path(id)}/accept`);
    expect(late.status).toBe(accepted ? 200 : 409);
  }
});

it('extended, shortened, moved and cancelled at once, request and units agree', async () => {
  for (let round = 0; round < 5; round += 1) {
    const units = [await park.unit(), await park.unit()];
    const id = await park.booked(units[0] ?? '');
    const replies = await Promise.all([
      park.officer.post(`${path(id)}/extend`, { to: park.day(15) }),
      park.officer.post(`${path(id)}/extend`, { to: park.day(12) }),
      park.officer.post(`${path(id)}/shorten`, { to: park.day(6) }),
      park.officer.post(`${path(id)}/transfer`, { unitId: units[1], on: park.day(3) }),
      ...(round % 2 ? [park.officer.post(`${path(id)}/cancel`, { reason: 'x' })] : []),
    ]);
    expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { status, legs } = await park.request(id);
    const expected = status === 'cancelled' ? [] : legs;
    for (const unitId of units) {
      const nights = expected
        .filter((leg: Json) => leg.unitId === unitId)
        .map(({ from, to }: Json) => [from, to]);
      await park.officer.see(
        `/units/${unitId}`,
        ({ calendar }) =>
          JSON.stringify(calendar.map(({ from, to }: Json) => [from, to])) ===
          JSON.stringify(nights),
      );
    }
  }
});
