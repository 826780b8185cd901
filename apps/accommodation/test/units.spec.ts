import type { Json } from '@talentloop/testing/journeys';
import { actionsOf, type Park, startPark } from './fixtures/park';

let park: Park;
beforeAll(async () => {
  park = await startPark();
});
afterAll(() => park.app.stop());

const path = (id: string): string => `/accommodation-requests/${id}`;
const nightsOf = async (query: string): Promise<readonly Json[]> => {
  const unseen = await park.officer.post('/properties', {
    name: 'x',
    kind: 'hotel',
    side: 'shenzhen',
    address: 'x',
  });
  const token = String(unseen.headers.get('consistency-token'));
  const asked = await park.officer.get(`/occupancy?${query}`, { 'consistency-token': token });
  return asked.body.nights;
};

it('an offer not accepted expires at its deadline, and the unit is free again', async () => {
  const [unitId, id, next] = [await park.unit(), await park.assessed(), await park.assessed()];
  await park.command(id, 'offer', { unitId, expiresInHours: 48 });
  const { offer } = await park.request(id);
  expect(Date.parse(offer.expiresAt) - Date.parse(park.now())).toBeGreaterThan(47 * 3_600_000);
  await park.advance('PT48H');
  const late = await park.officer.post(`${path(id)}/accept`);
  expect([late.status, late.body.code]).toEqual([409, 'offer-expired']);
  await park.command(next, 'offer', { unitId });
  const lapsed = await park.officer.see(path(id), ({ status }) => status === 'assessed');
  expect(actionsOf(lapsed)).toEqual(['offer', 'refuse', 'waitlist', 'withdraw']);
});

it('a unit out of service is offered to nobody until it returns', async () => {
  const { officer } = park;
  const unitId = await park.unit();
  const [from, to] = [park.day(0), park.day(5)];
  const reason = 'The boiler leaks.';
  await officer.do(`/units/${unitId}/out-of-service`, { from, to, reason });
  expect((await officer.get(`/units/${unitId}`)).body).toMatchObject({
    status: 'out-of-service',
    calendar: [{ entry: 'out-of-service', from, to }],
  });
  const id = await park.assessed();
  const refused = await officer.post(`${path(id)}/offer`, { unitId });
  expect([refused.status, refused.body.code]).toEqual([409, 'unit-out-of-service']);
  await officer.do(`/units/${unitId}/return-to-service`);
  const back = (await officer.get(`/units/${unitId}`)).body;
  expect(back).toMatchObject({ status: 'in-service', calendar: [] });
  expect(actionsOf(back)).toEqual(['out-of-service']);
  await park.command(id, 'offer', { unitId });
  const taken = await officer.post(`/units/${unitId}/out-of-service`, { from, to, reason });
  expect([taken.status, taken.body.code]).toEqual([409, 'unit-taken']);
});

it('availability and matches say which units would do, and why the others do not', async () => {
  const kind = 'serviced-apartment';
  const rate = (amount: number) => ({ nightlyRate: { amount, currency: 'HKD' } });
  const liked = await park.unit({ kind, side: 'shenzhen', features: ['step-free', 'balcony'] });
  const plain = await park.unit({ kind });
  const dear = await park.unit({ kind, ...rate(500_000) });
  const small = await park.unit({ kind, sleeps: 1 });
  const steps = await park.unit({ kind, features: [] });
  const taken = await park.unit({ kind });
  await park.booked(taken, { kind });
  const id = await park.assessed({
    kind,
    budget: { amount: 90_000, currency: 'HKD' },
    preferences: { features: ['balcony'], accessibility: ['step-free'], side: 'shenzhen' },
  });
  const { items, nearMisses } = await park.officer.see(`${path(id)}/matches`, (body) =>
    body.nearMisses.some(({ unitId }: Json) => unitId === taken),
  );
  expect(items.map(({ unitId, rank }: Json) => [rank, unitId])).toEqual([
    [1, liked],
    [2, plain],
  ]);
  expect(items[0].reasons).toContain('has balcony');
  expect(items[1].reasons).toContain('lacks balcony, which is preferred');
  const why = (unit: string) => nearMisses.find(({ unitId }: Json) => unitId === unit).reasons;
  expect(why(dear)).toEqual(['HKD 5000.00 a night, over the budget of HKD 900.00']);
  expect(why(small)).toEqual(['sleeps 1, 2 needed']);
  expect(why(steps)).toEqual(['lacks step-free, which is needed']);
  expect(why(taken)).toEqual([`taken from ${park.day(0)} until ${park.day(10)}`]);
  const dates = `from=${park.day(0)}&to=${park.day(3)}`;
  const free = await park.officer.get(`/availability?${dates}&kind=${kind}&guests=2`);
  expect(free.body.items.map(({ unitId }: Json) => unitId).sort()).toEqual(
    [liked, plain, dear, steps].sort(),
  );
  const hant = await park.officer.get(`${path(id)}/matches`, { 'accept-language': 'zh-HK' });
  expect(hant.body.items[0].reasons).toContain('有 balcony');
});

it('occupancy counts every unit once in every night, now and as it was known', async () => {
  const kind = 'hotel';
  const [rests, held, closed] = [
    await park.unit({ kind, turnaroundDays: 1 }),
    await park.unit({ kind }),
    await park.unit({ kind }),
  ];
  await park.unit({ kind });
  const before = park.now();
  await park.booked(rests, { kind, from: park.day(0), to: park.day(2) });
  const waiting = await park.assessed({ kind, from: park.day(1), to: park.day(3) });
  await park.command(waiting, 'offer', { unitId: held, expiresInHours: 1 });
  const reason = 'Paint.';
  const days = { from: park.day(2), to: park.day(4) };
  await park.officer.do(`/units/${closed}/out-of-service`, { ...days, reason });
  const query = `from=${park.day(0)}&to=${park.day(4)}&kind=${kind}`;
  const night = (offset: number, over: object) => ({
    date: park.day(offset),
    units: 4,
    held: 0,
    booked: 0,
    outOfService: 0,
    turnaround: 0,
    ...over,
  });
  expect(await nightsOf(query)).toEqual([
    night(0, { booked: 1, free: 3 }),
    night(1, { booked: 1, held: 1, free: 2 }),
    night(2, { turnaround: 1, held: 1, outOfService: 1, free: 1 }),
    night(3, { outOfService: 1, free: 3 }),
  ]);
  const then = await nightsOf(`${query}&asOf=${before}`);
  expect(then.map(({ free }) => free)).toEqual([4, 4, 4, 4]);
  await park.advance('PT1H');
  expect((await nightsOf(query)).map(({ held: kept }) => kept)).toEqual([0, 0, 0, 0]);
});

it('the waiting list is ordered by points, and tells them', async () => {
  const kind = 'serviced-apartment';
  const local = await park.talent({ origin: 'hong-kong' });
  const alone = await park.assessed({ kind, guests: 1, talentId: local });
  const family = await park.assessed({ kind, guests: 4 });
  for (const id of [alone, family]) await park.command(id, 'waitlist', { reason: 'None is free.' });
  const { items } = await park.officer.see(
    `/waiting-list?kind=${kind}`,
    (body) => body.items.length === 2,
  );
  expect(items.map(({ requestId, position }: Json) => [position, requestId])).toEqual([
    [1, family],
    [2, alone],
  ]);
  expect(items[0].because).toContain('brings a household');
  await park.booked(await park.unit({ kind }), { kind });
  await park.command(family, 'withdraw', { reason: 'Found a flat.' });
  await park.officer.see(`/waiting-list?kind=${kind}`, (body) => body.items.length === 1);
});
