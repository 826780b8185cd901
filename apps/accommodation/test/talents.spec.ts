import type { Json } from '@talentloop/testing/journeys';
import { JOURNEY, type Park, startPark } from './fixtures/park';

let park: Park;
beforeAll(async () => {
  park = await startPark();
});
afterAll(() => park.app.stop());

const path = (id: string): string => `/accommodation-requests/${id}`;
const housing = () => ({
  kind: 'talent-residence' as const,
  from: park.day(0),
  to: park.day(30),
  guests: 2,
});

it('a talent approved with a need has a submitted request, on the same journey', async () => {
  const talentId = await park.talent();
  await park.hear(talentId, { type: 'NoteApproval', data: { accommodation: housing() } });
  const { items } = await park.officer.see(
    `/accommodation-requests?talentId=${talentId}`,
    (body) => body.items[0]?.status === 'submitted',
  );
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ ...housing(), client: 'portal', correlationId: JOURNEY });
  const mine = await park.as('talent', talentId).get(path(items[0].id));
  expect(mine.body.allowedActions.map(({ action }: Json) => action)).toEqual(['withdraw']);
});

it('a talent who departs ends what is open, as far as each has come', async () => {
  const talentId = await park.talent();
  const of = { talentId, ...housing() };
  const waiting = await park.assessed(of);
  await park.command(waiting, 'waitlist', { reason: 'None is free.' });
  const held = await park.unit();
  const offered = await park.assessed(of);
  await park.command(offered, 'offer', { unitId: held });
  const lived = await park.unit();
  const living = await park.booked(lived, of);
  await park.command(living, 'check-in', { at: park.now() });
  const later = await park.booked(await park.unit(), { ...of, from: park.day(20) });
  const leaving = { on: park.day(10), because: 'departed' } as const;
  await park.hear(talentId, { type: 'NoteLeaving', data: leaving });
  await park.officer.see(path(waiting), ({ status }) => status === 'withdrawn');
  await park.officer.see(path(offered), ({ status }) => status === 'withdrawn');
  await park.officer.see(path(later), ({ status }) => status === 'cancelled');
  const { status } = await park.officer.see(
    path(living),
    ({ booking }) => booking.to === park.day(10),
  );
  expect(status).toBe('checked-in');
  await park.officer.see(`/units/${held}`, ({ calendar }) => calendar.length === 0);
  await park.officer.see(`/units/${lived}`, ({ calendar }) => calendar[0].to === park.day(10));
  const again = await park.officer.post('/accommodation-requests', of);
  expect([again.status, again.body.code]).toEqual([409, 'talent-has-left']);
});

it('a talent whose application ends has no request left', async () => {
  const talentId = await park.talent();
  const unitId = await park.unit();
  const id = await park.booked(unitId, { talentId });
  await park.hear(talentId, {
    type: 'NoteLeaving',
    data: { on: park.day(0), because: 'refused' },
  });
  await park.officer.see(path(id), ({ status }) => status === 'cancelled');
  await park.officer.see(`/units/${unitId}`, ({ calendar }) => calendar.length === 0);
});

it('what a person wrote is in no table in plain', async () => {
  const markers = ['Marker-Note-1', 'Marker-Reason-2', 'Marker-Item-3', 'Marker-Message-4'];
  const [note, reason, item, message] = markers;
  const talentId = await park.talent();
  const body = { talentId, ...housing(), preferences: { note } };
  const { id } = await park.as('portal').do('/accommodation-requests', body);
  await park.command(id, 'submit');
  await park.command(id, 'request-information', { items: [item], message });
  await park.command(id, 'provide-information', { items: [item], message });
  await park.command(id, 'assess', { eligible: true, reason });
  await park.officer.see(
    `/accommodation-requests?talentId=${talentId}&status=assessed`,
    ({ items }) => items.length === 1,
  );
  const { pool } = park.app.platform;
  const tables = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema = 'accommodation'`,
  );
  expect(tables.rows.length).toBeGreaterThan(5);
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ text: string }>(`select t::text as text from ${name} t`);
    const all = rows.map(({ text }) => text).join('\n');
    for (const marker of markers) {
      const bytes = Buffer.from(marker);
      for (const form of [marker, bytes.toString('base64'), bytes.toString('hex')])
        expect(all.includes(form)).toBe(false);
    }
  }
});
