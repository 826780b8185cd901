import type { StoredEvent } from '@talentloop/event-sourcing';
import { type Caller, startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { run } from '../../apps/cli/src/program';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';
import { enquiry } from '../journeys/steps/bodies';

const CASES = 12;

let app: TestInstallation;
let worker: Caller;

beforeAll(async () => {
  app = await startForTest(ServiceCentreModule);
  worker = app.as('caseworker');
  for (let i = 0; i < CASES; i += 1) await worker.do('/cases', enquiry);
  await worker.see('/cases', ({ items }) => items.length === CASES);
}, 60_000);
afterAll(() => app.stop());

/** What an operator sees after typing the command. */
const talentloop = async (line: string) => {
  let [out, error] = ['', ''];
  const code = await run(line.split(' '), {
    environment: { TALENTLOOP_URL: app.url },
    write: (text) => (out += text),
    writeError: (text) => (error += text),
    columns: 100,
    colour: false,
    more: async () => true,
  });
  return { code, out, error };
};

/** Every page of the log that is read during the work. */
const pagesRead = async (work: () => Promise<unknown>): Promise<readonly StoredEvent[][]> => {
  const store = app.running[0]?.writing.store;
  if (!store) throw new Error('nothing runs');
  const pages: StoredEvent[][] = [];
  const readAll = store.readAll.bind(store);
  store.readAll = async (options) => {
    const page = await readAll(options);
    pages.push([...page]);
    return page;
  };
  await work();
  store.readAll = readAll;
  return pages;
};

it('rebuilds all in one pass: every event is read once, for however many read models', async () => {
  let output = '';
  const pages = await pagesRead(async () => {
    const { code, out } = await talentloop('read-models rebuild --all');
    output = out;
    expect(code).toBe(0);
  });
  for (const name of ['cases', 'journeys', 'worklist'])
    expect(output).toContain(`✓ ${name} switched`);
  const positions = pages.flatMap((page) => page.map(({ position }) => position));
  const head = await app.running[0]?.writing.store.head();
  expect(positions).toEqual(Array.from({ length: head ?? 0 }, (_, i) => i + 1));
});

it('shows a row that was altered by SQL, and switches only when told to', async () => {
  const { pool } = app.platform;
  const { rows } = await pool.query<{ key: string }>(
    `update service_centre.cases set assignee = 'nobody-we-know'
       where key = (select max(key) from service_centre.cases) returning key`,
  );
  const altered = () => worker.get('/cases?assignee=nobody-we-know');
  const held = await talentloop('read-models rebuild cases');
  expect(held).toMatchObject({ code: 1, error: '' });
  expect(held.out.split('\n')).toEqual([
    '✗ cases is held: 1 row differ from the log',
    `    ${rows[0]?.key}`,
    '      assignee: nobody-we-know → null',
    '',
  ]);
  expect((await altered()).body.items).toHaveLength(1);
  const accepted = await talentloop('read-models rebuild cases --accept-differences');
  expect(accepted.code).toBe(0);
  expect(accepted.out).toContain('✓ cases switched');
  expect((await altered()).body.items).toEqual([]);
});
