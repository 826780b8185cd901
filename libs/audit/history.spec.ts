import { history } from './history';
import { asked, corrected, granted, PermitLog, permits, WORKER } from './spec/permit';

const MONDAY = '2026-03-02T02:00:00.000Z';
const TUESDAY = '2026-03-03T02:00:00.000Z';
const FRIDAY = '2026-03-06T02:00:00.000Z';

let log: PermitLog;
beforeEach(async () => {
  log = new PermitLog();
  await log.record(asked('permit-1', MONDAY), asked('permit-2', MONDAY));
  await log.record(granted('permit-1', TUESDAY), corrected('permit-1', FRIDAY, MONDAY));
});

const read = async () => (await history(log.audited, permits, '1'))?.items ?? [];

it('tells every event with what it changed, who did it, why and by which rule', async () => {
  const [first, second, third, ...more] = await read();
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    revision: 0,
    type: 'PermitAskedFor',
    recordedAt: MONDAY,
    actor: WORKER,
    correlationId: 'journey-1',
    causationId: null,
    verified: true,
    hash: log.rows[0]?.hash,
    changes: [
      { field: 'id', before: null, after: '1' },
      { field: 'status', before: null, after: 'asked-for' },
      { field: 'holder', before: null, after: 'Test Holder' },
      { field: 'days', before: null, after: 90 },
    ],
  });
  expect(second).toMatchObject({
    reason: 'Complete.',
    policy: { name: 'permit', version: '3', fired: ['short-stay'], inputs: { days: 90 } },
    changes: [
      { field: 'status', before: 'asked-for', after: 'granted' },
      { field: 'until', before: null, after: '2027-03-02' },
    ],
  });
  expect(third).toMatchObject({
    effectiveAt: MONDAY,
    changes: [{ field: 'days', before: 90, after: 30 }],
  });
});

it('is nothing for what never was', async () => {
  expect(await history(log.audited, permits, '3')).toBeUndefined();
});

it('shows what was erased as erased, and still verifies', async () => {
  await log.ring.destroy('permit-1');
  const items = await read();
  expect(items.map(({ verified }) => verified)).toEqual([true, true, true]);
  expect(items[1]?.reason).toBe('[erased]');
  expect(items[1]?.policy?.inputs).toBe('[erased]');
  expect(JSON.stringify(items)).not.toContain('Test Holder');
});

it('names the altered event and still tells the others', async () => {
  const row = log.rows[2];
  if (row) log.rows[2] = { ...row, data: row.data.replace('2027', '2037') };
  const items = await read();
  expect(items.map(({ verified }) => verified)).toEqual([true, false, true]);
  expect(items[1]?.changes).toContainEqual({ field: 'until', before: null, after: '2037-03-02' });
});

it.each([
  ['not JSON', (data: string) => data.slice(1), 'it is not an event'],
  ['another shape', () => '{}', 'it does not fit what came before'],
  ['an unknown type', undefined, 'its type or version is unknown'],
])('goes on where an event became %s, and says why it cannot be read', async (_, alter, why) => {
  const row = log.rows[2];
  if (row) log.rows[2] = alter ? { ...row, data: alter(row.data) } : { ...row, type: 'Nothing' };
  const items = await read();
  expect(items.map(({ verified }) => verified)).toEqual([true, false, true]);
  expect(items[1]).toMatchObject({ changes: [], unreadable: why });
  expect(items[2]?.changes).toEqual([{ field: 'days', before: 90, after: 30 }]);
});

it('tells an altered sealed field, or a missing key, from one that was erased', async () => {
  const row = log.rows[0];
  const flipped = row?.data.replace(/"box":"(.)/, (_, c) => `"box":"${c === 'A' ? 'B' : 'A'}`);
  if (row && flipped) log.rows[0] = { ...row, data: flipped };
  expect((await read())[0]).toMatchObject({
    verified: false,
    unreadable: 'a sealed field was altered',
  });
  const other = new PermitLog();
  other.rows.push(...log.rows.slice(2, 3));
  const items = (await history(other.audited, permits, '1'))?.items;
  expect(items?.[0]?.unreadable).toBe('the key of a sealed field is missing');
});
