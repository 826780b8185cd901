import { asked, corrected, granted, PermitLog, permits } from './spec/permit';
import { stateAt } from './state-at';

const MONDAY = '2026-03-02T02:00:00.000Z';
const TUESDAY = '2026-03-03T02:00:00.000Z';
const FRIDAY = '2026-03-06T02:00:00.000Z';

let log: PermitLog;
beforeEach(async () => {
  log = new PermitLog();
  await log.record(asked('permit-1', MONDAY), granted('permit-1', TUESDAY));
  await log.record(corrected('permit-1', FRIDAY, '2026-03-02T10:00:00.000Z'));
});

const at = (instant: string, more = {}) =>
  stateAt(log.audited, permits, '1', { at: instant, ...more });

it('is as recorded at that very instant and until the next event', async () => {
  for (const instant of [MONDAY, '2026-03-03T01:59:59.999Z']) {
    expect(await at(instant)).toMatchObject({
      status: 'asked-for',
      revision: 0,
      at: instant,
      state: { id: '1', status: 'asked-for', days: 90, revision: 0, updatedAt: MONDAY },
    });
  }
  expect(await at(TUESDAY)).toMatchObject({ status: 'granted', revision: 1, state: { days: 90 } });
  expect(await at('2999-01-01T00:00:00.000Z')).toMatchObject({ revision: 2, state: { days: 30 } });
});

it('is nothing before the creation', async () => {
  expect(await at('2026-03-02T01:59:59.999Z')).toBeUndefined();
  expect(await at('2026-03-02T01:59:59.999Z', { corrected: true })).toBeUndefined();
});

it('with corrections, counts in what later events say of that time, and only that', async () => {
  expect(await at(TUESDAY, { corrected: true })).toMatchObject({
    status: 'granted',
    revision: 2,
    at: TUESDAY,
    state: { days: 30 },
  });
  // The correction holds from ten o'clock on, so the record at two o'clock needs no correction.
  expect(await at(MONDAY, { corrected: true })).toMatchObject({
    status: 'asked-for',
    revision: 0,
    state: { days: 90 },
  });
});

it('is found by revision too, and there is nothing past the last', async () => {
  const byRevision = (revision: number) => stateAt(log.audited, permits, '1', { revision });
  expect(await byRevision(1)).toMatchObject({ status: 'granted', revision: 1, at: TUESDAY });
  expect(await byRevision(3)).toBeUndefined();
  expect(await byRevision(-1)).toBeUndefined();
});
