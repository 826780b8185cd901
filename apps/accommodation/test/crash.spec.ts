import { derivedId, isRejection } from '@talentloop/event-sourcing';
import type { UnitCommand } from '../src/domain/unit/commands';
import { type Park, startPark } from './fixtures/park';

let park: Park;
beforeAll(async () => {
  park = await startPark();
});
afterAll(() => park.app.stop());

const path = (id: string): string => `/accommodation-requests/${id}`;

/** The first of two steps, as a process that dies after it leaves things. */
const firstStep = async (unitId: string, command: UnitCommand): Promise<void> => {
  const [running] = park.app.running;
  const answer = await running?.writing.execute(
    { category: 'unit', id: unitId, command },
    { commandId: derivedId(unitId, JSON.stringify(command)), actor: { id: 'x', roles: [] } },
  );
  if (!answer || isRejection(answer)) throw new Error(JSON.stringify(answer));
};
const hold = (requestId: string, offerId: string): UnitCommand => ({
  type: 'HoldUnit',
  data: {
    requestId,
    offerId,
    talentId: requestId,
    centre: 'loop-onsite',
    kind: 'talent-residence',
    guests: 2,
    from: park.day(0),
    to: park.day(10),
    expiresInHours: 48,
  },
});

it('finishes an offer whose unit was held, and an acceptance whose unit was booked', async () => {
  const [unitId, id] = [await park.unit(), await park.assessed()];
  const offerId = derivedId(id, 'offer');
  await firstStep(unitId, hold(id, offerId));
  await park.officer.see(path(id), ({ status }) => status === 'offered');
  await firstStep(unitId, { type: 'BookUnit', data: { offerId } });
  const { booking } = await park.officer.see(path(id), ({ status }) => status === 'booked');
  expect(booking).toEqual({ unitId, from: park.day(0), to: park.day(10) });
});

it('undoes a hold whose offer is refused', async () => {
  const unitId = await park.unit();
  const id = await park.booked(await park.unit());
  await firstStep(unitId, hold(id, derivedId(id, 'another offer')));
  const { calendar } = await park.officer.see(
    `/units/${unitId}`,
    ({ calendar: entries, revision }) => entries.length === 0 && revision === 2,
  );
  expect(calendar).toEqual([]);
});

it('undoes an extension that the request refuses', async () => {
  const unitId = await park.unit();
  await park.booked(unitId);
  const [{ id: bookingId }] = (await park.officer.get(`/units/${unitId}`)).body.calendar;
  await firstStep(unitId, {
    type: 'ExtendBooking',
    data: { bookingId, to: park.day(15), previousTo: park.day(10), change: 7 },
  });
  const { calendar } = await park.officer.see(`/units/${unitId}`, (unit) => unit.revision === 4);
  expect(calendar).toMatchObject([{ to: park.day(10) }]);
});
