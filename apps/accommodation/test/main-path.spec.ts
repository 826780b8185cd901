import { actionsOf, JOURNEY, type Park, startPark } from './fixtures/park';

let park: Park;
beforeAll(async () => {
  park = await startPark();
});
afterAll(() => park.app.stop());

const path = (id: string): string => `/accommodation-requests/${id}`;

/** A request as the portal makes it, for five nights of two guests. */
const requestOf = (talentId: string) => ({
  talentId,
  kind: 'talent-residence',
  from: park.day(0),
  to: park.day(5),
  guests: 2,
  preferences: { features: ['step-free'], note: 'Near the lift, please.' },
  budget: { amount: 100_000, currency: 'HKD' },
});

/** The id of a request that the portal has made and submitted. */
const submitted = async (): Promise<string> => {
  const portal = park.as('portal');
  const { id } = await portal.do('/accommodation-requests', requestOf(await park.talent()));
  await portal.do(`${path(id)}/submit`);
  return String(id);
};

it('shows a request as the portal made it, as a draft', async () => {
  const portal = park.as('portal');
  const body = requestOf(await park.talent());
  const made = await portal.post('/accommodation-requests', body);
  expect(made.status).toBe(201);
  const { id } = made.body;
  expect(made.headers.get('location')).toBe(path(id));
  expect((await portal.get(path(id))).body).toMatchObject({
    id,
    status: 'draft',
    revision: 0,
    talentId: body.talentId,
    from: body.from,
    to: body.to,
    guests: 2,
    centre: 'loop-onsite',
    client: 'portal',
    correlationId: JOURNEY,
    preferences: { note: 'Near the lift, please.' },
    budget: { amount: 100_000, currency: 'HKD' },
  });
});

it('shows what was asked and answered, and why a request has its points', async () => {
  const [portal, worker] = [park.as('portal'), park.as('caseworker')];
  const id = await submitted();
  await worker.do(`${path(id)}/start-assessment`);
  await worker.do(`${path(id)}/request-information`, { items: ['contract'], message: 'Which?' });
  await portal.do(`${path(id)}/provide-information`, { items: ['contract'], message: 'This.' });
  expect((await worker.get(path(id))).body.informationProvided).toEqual({
    items: ['contract'],
    message: 'This.',
  });
  await worker.do(`${path(id)}/assess`, { eligible: true, reason: 'All papers are here.' });
  expect((await worker.get(path(id))).body.assessment).toMatchObject({
    eligible: true,
    points: 55,
    reason: 'All papers are here.',
    explanation: expect.arrayContaining([
      { rule: 'comes-from-overseas', points: 15, because: 'comes from overseas' },
    ]),
  });
});

it('houses a talent: offered, accepted, lived in, left', async () => {
  const [portal, worker] = [park.as('portal'), park.as('caseworker')];
  const { from, to } = requestOf('');
  const unitId = await park.unit();
  const id = await submitted();
  await worker.do(`${path(id)}/assess`, { eligible: true, reason: 'All papers are here.' });
  const offer = await worker.do(`${path(id)}/offer`, { unitId, expiresInHours: 24 });
  const offered = await portal.get(path(id));
  expect(offered.headers.get('etag')).toBe(`"${offer.revision}"`);
  expect(offered.body).toMatchObject({ status: 'offered', offer: { unitId } });
  expect(actionsOf(offered.body)).toEqual(['accept', 'decline', 'withdraw']);
  await portal.do(`${path(id)}/accept`);
  expect((await portal.get(path(id))).body).toMatchObject({
    status: 'booked',
    booking: { unitId, from, to },
  });
  expect((await park.officer.get(`/units/${unitId}`)).body.calendar).toMatchObject([
    { entry: 'booking', requestId: id, from, to },
  ]);
  await worker.do(`${path(id)}/check-in`, { at: park.now() });
  await park.advance('PT72H');
  await park.command(id, 'check-out', { at: park.now() });
  expect(await park.request(id)).toMatchObject({
    status: 'departed',
    booking: { unitId, from, to: park.day(0) },
    allowedActions: [],
  });
});

it('repeated commands change nothing; keys are remembered', async () => {
  const { officer } = park;
  const unitId = await park.unit();
  const id = await park.assessed();
  const first = await officer.post(`${path(id)}/offer`, { unitId }, { key: 'offer-1' });
  expect(first.status).toBe(200);
  const again = await officer.post(`${path(id)}/offer`, { unitId }, { key: 'offer-1' });
  expect(again.body).toEqual(first.body);
  expect(await park.command(id, 'offer', { unitId })).toEqual(first.body);
  const other = await officer.post(`${path(id)}/offer`, { unitId: id }, { key: 'offer-1' });
  expect(other.status).toBe(404);
  const longer = { unitId, expiresInHours: 1 };
  expect((await officer.post(`${path(id)}/offer`, longer, { key: 'offer-1' })).status).toBe(422);
  expect((await officer.post(`${path(id)}/offer`, longer)).body.code).toBe('already-offered');
  const accepted = await park.command(id, 'accept');
  expect(await park.command(id, 'accept')).toEqual(accepted);
});

it('who declines gets another offer, and the unit is free at once', async () => {
  const unitId = await park.unit();
  const id = await park.assessed();
  await park.command(id, 'offer', { unitId });
  await park.command(id, 'decline', { reason: 'Too far.' });
  expect(await park.request(id)).toMatchObject({ status: 'assessed' });
  expect((await park.officer.get(`/units/${unitId}`)).body.calendar).toEqual([]);
  await park.booked(unitId);
  const refused = await park.officer.post(`${path(id)}/offer`, { unitId });
  expect([refused.status, refused.body.code]).toEqual([409, 'unit-taken']);
});

it('refuses units that are unknown, of another kind or too small', async () => {
  const id = await park.assessed();
  const hotel = await park.unit({ kind: 'hotel' });
  const single = await park.unit({ sleeps: 1 });
  const offer = async (unitId: string) => {
    const { status, body } = await park.officer.post(`${path(id)}/offer`, { unitId });
    return [status, body.code];
  };
  expect(await offer(id)).toEqual([404, 'not-found']);
  expect(await offer(hotel)).toEqual([409, 'unit-of-another-kind']);
  expect(await offer(single)).toEqual([409, 'unit-too-small']);
});

it('arrivals and departures are neither in the future nor outside the stay', async () => {
  const unitId = await park.unit();
  const id = await park.booked(unitId, { from: park.day(1), to: park.day(3) });
  const asked = async (action: string, body: object = {}) => {
    const reply = await park.officer.post(`${path(id)}/${action}`, body);
    return reply.status === 200 ? 200 : reply.body.code;
  };
  const tomorrow = `${park.day(1)}T04:00:00.000Z`;
  expect(await asked('check-in', { at: tomorrow })).toBe('in-the-future');
  expect(await asked('check-in', { at: park.now() })).toBe('outside-the-stay');
  expect(await asked('no-show')).toBe('stay-not-begun');
  await park.advance('PT48H');
  expect(await asked('check-in', { at: tomorrow })).toBe(200);
  expect(await asked('check-in', { at: tomorrow })).toBe(200);
  expect(await asked('check-out', { at: `${park.day(5)}T04:00:00Z` })).toBe('in-the-future');
  await park.advance('PT72H');
  expect(await asked('check-out', { at: park.now() })).toBe('outside-the-stay');
  expect(await asked('check-out', { at: tomorrow })).toBe(200);
});

it('stays grow, shrink and move, and the units follow', async () => {
  const [first, second] = [await park.unit(), await park.unit()];
  const id = await park.booked(first);
  const neighbour = { from: park.day(12), to: park.day(14) };
  await park.booked(first, neighbour);
  await park.command(id, 'extend', { to: park.day(12) });
  const tooFar = await park.officer.post(`${path(id)}/extend`, { to: park.day(13) });
  expect([tooFar.status, tooFar.body.code]).toEqual([409, 'unit-taken']);
  await park.command(id, 'shorten', { to: park.day(8) });
  await park.command(id, 'transfer', { unitId: second, on: park.day(4) });
  const moved = await park.request(id);
  expect(moved.booking).toEqual({ unitId: second, from: park.day(0), to: park.day(8) });
  expect(moved.legs).toEqual([
    { unitId: first, from: park.day(0), to: park.day(4) },
    { unitId: second, from: park.day(4), to: park.day(8) },
  ]);
  const nights = async (unitId: string) =>
    (await park.officer.get(`/units/${unitId}`)).body.calendar.map(
      ({ from, to }: { from: string; to: string }) => [from, to],
    );
  expect(await nights(first)).toEqual([
    [park.day(0), park.day(4)],
    [park.day(12), park.day(14)],
  ]);
  expect(await nights(second)).toEqual([[park.day(4), park.day(8)]]);
  await park.command(id, 'cancel', { reason: 'Comes later.' });
  expect(await nights(second)).toEqual([]);
  expect(await nights(first)).toEqual([[park.day(12), park.day(14)]]);
});

it('offers no extension of the longest stay that there is', async () => {
  const longest = { from: park.day(0), to: park.day(1_830) };
  const id = await park.booked(await park.unit(), longest);
  expect(actionsOf(await park.request(id))).not.toContain('extend');
  const refused = await park.officer.post(`${path(id)}/extend`, { to: park.day(1_831) });
  expect([refused.status, refused.body.code]).toEqual([400, 'stay-too-long']);
  await park.command(id, 'shorten', { to: park.day(1_829) });
  expect(actionsOf(await park.request(id))).toContain('extend');
});
