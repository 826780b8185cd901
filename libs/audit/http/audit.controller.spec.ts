import { auditApp } from '../spec/audit-app';
import { asked, corrected, granted, PermitLog } from '../spec/permit';
import { otherServices } from './audited-services';

const MONDAY = '2026-03-02T02:00:00.000Z';
const TUESDAY = '2026-03-03T02:00:00.000Z';
const FRIDAY = '2026-03-06T02:00:00.000Z';
const JOURNEY = '00000000-0000-4000-8000-00000000c0de';

let log: PermitLog;
let elsewhere: PermitLog;
let other: Awaited<ReturnType<typeof auditApp>>;
let app: Awaited<ReturnType<typeof auditApp>>;

beforeAll(async () => {
  [log, elsewhere] = [new PermitLog(), new PermitLog()];
  const [first] = await log.record({ ...asked('permit-1', MONDAY), correlationId: JOURNEY });
  const caused = { correlationId: JOURNEY, causationId: first?.id ?? '' };
  await elsewhere.record({ ...asked('permit-7', TUESDAY), ...caused });
  await log.record({ ...granted('permit-1', FRIDAY), correlationId: JOURNEY });
  await log.record({ ...corrected('permit-1', FRIDAY, MONDAY), correlationId: JOURNEY });
  other = await auditApp(elsewhere, 'second-office');
  const dead = { name: 'closed-office', url: 'http://127.0.0.1:9' };
  const second = { name: 'second-office', url: other.url };
  app = await auditApp(log, 'permits-office', [second, dead]);
});
afterAll(async () => {
  await app.close();
  await other.close();
});

it('is for auditors only', async () => {
  for (const path of ['/audit/permits/1/history', `/audit/correlations/${JOURNEY}`]) {
    expect((await app.ask('supervisor', path)).status).toBe(403);
    expect((await app.ask('auditor', path)).status).toBe(200);
    expect((await fetch(`${app.url}${path}`)).status).toBe(401);
  }
  expect((await app.ask('operator', '/audit/verify', {})).status).toBe(403);
});

it('serves a history, and 404 for what is not there', async () => {
  const { body } = await app.ask('auditor', '/audit/permits/1/history');
  expect(body['items']).toMatchObject([
    { revision: 0, verified: true, causationId: null },
    { revision: 1, reason: 'Complete.' },
    { revision: 2, effectiveAt: MONDAY },
  ]);
  for (const path of ['/audit/permits/2/history', '/audit/people/1/history']) {
    expect((await app.ask('auditor', path)).status).toBe(404);
  }
});

it('serves the state at a moment', async () => {
  const state = async (query: string) => app.ask('auditor', `/audit/permits/1/state?${query}`);
  expect((await state(`at=${TUESDAY}`)).body).toMatchObject({
    status: 'asked-for',
    revision: 0,
    at: TUESDAY,
    state: { id: '1', status: 'asked-for', days: 90 },
  });
  expect((await state('revision=1')).body).toMatchObject({ status: 'granted', at: FRIDAY });
  expect((await state(`at=${TUESDAY}&corrected=true`)).body['state']).toMatchObject({ days: 30 });
  expect((await state('at=2026-03-01T00:00:00Z')).status).toBe(404);
  expect((await state('revision=9')).status).toBe(404);
  for (const wrong of [
    '',
    'at=yesterday',
    `at=${TUESDAY}&revision=1`,
    'revision=1&corrected=true',
  ]) {
    expect((await state(wrong)).status).toBe(400);
  }
});

it('puts the story of all services together, and names the one that did not answer', async () => {
  const { body } = await app.ask('auditor', `/audit/correlations/${JOURNEY}`);
  expect(body).toMatchObject({
    items: [
      {
        service: 'permits-office',
        stream: 'permit-1',
        revision: 0,
        caused: [
          { service: 'second-office', stream: 'permit-7', type: 'PermitAskedFor', caused: [] },
          { service: 'permits-office', revision: 1, type: 'PermitGranted' },
          { service: 'permits-office', revision: 2, type: 'PermitCorrected' },
        ],
      },
    ],
    unavailable: ['closed-office'],
  });
  const own = await other.ask('auditor', `/audit/correlations/${JOURNEY}?scope=own`);
  expect(own.body).toMatchObject({ items: [{ stream: 'permit-7' }], unavailable: [] });
  expect((await other.ask('auditor', '/audit/correlations/unknown')).status).toBe(404);
});

it('verifies what it serves, and names the first flaw', async () => {
  const verify = (body: object) => app.ask('auditor', '/audit/verify', body);
  const whole = { status: 200, body: { events: 3, ok: true } };
  expect(await verify({})).toEqual(whole);
  expect(await verify({ category: 'permits' })).toEqual(whole);
  expect(await verify({ category: 'permits', id: '1' })).toEqual(whole);
  expect((await verify({ category: 'permits', id: '9' })).status).toBe(404);
  for (const wrong of [{ category: 'people' }, { id: '1' }, { category: 1 }, { what: 'all' }]) {
    expect((await verify(wrong)).status).toBe(400);
  }
  const row = log.rows[1];
  if (row) log.rows[1] = { ...row, data: row.data.replace('2027', '2037') };
  expect((await verify({})).body).toEqual({
    events: 1,
    ok: false,
    firstBroken: {
      service: 'permits-office',
      position: 2,
      stream: 'permit-1',
      revision: 1,
      kind: 'hash-mismatch',
    },
  });
  if (row) log.rows[1] = row;
  expect(await verify({})).toEqual(whole);
});

it('is documented', async () => {
  const answer = await fetch(`${app.url}/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, unknown> };
  expect(Object.keys(paths).filter((path) => path.startsWith('/audit'))).toHaveLength(4);
});

it.each([
  ['case-desk=http://a:1/, homes=https://b', ['case-desk', 'homes']],
  ['{"case-desk":"http://a:1","homes":"https://b"}', ['case-desk', 'homes']],
  ['[{"name":"case-desk","url":"http://a:1"}]', ['case-desk']],
  ['permits-office=http://a', []],
  ['', []],
])('reads where the others are from %s', (text, names) => {
  expect(otherServices(text, ['permits-office']).map(({ name }) => name)).toEqual(names);
});

it.each([['homes'], ['homes=nowhere'], ['=http://a'], ['{"homes":1}']])('refuses %s', (text) => {
  expect(() => otherServices(text, [])).toThrow('TALENTLOOP_SERVICES');
});
