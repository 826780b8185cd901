import { type Caller, startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { until } from '@talentloop/testing';
import type { Pool } from 'pg';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';

const MARKER = 'Zanzibar-Marker-4711 wants a school';

let app: TestInstallation;
let pool: Pool;
let operator: Caller;

beforeAll(async () => {
  app = await startForTest(ServiceCentreModule);
  ({ pool } = app.platform);
  operator = app.as('operator');
}, 60_000);
afterAll(() => app.stop());

/** The tables of the service in which the marker can be read. */
const readableIn = async (): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
       where relnamespace = 'service_centre'::regnamespace and relkind = 'r' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await pool
      .query(`select 1 from service_centre."${name}" as t where t::text like $1 limit 1`, [
        `%${MARKER}%`,
      ])
      .catch(() => ({ rowCount: 0 })); // The table was dropped meanwhile.
    if (rowCount) found.push(name);
  }
  return found;
};

const settled = (name: string) =>
  operator.see(`/read-models/${name}/rebuild`, ({ state }) => ['switched', 'held'].includes(state));

it('leaves nothing readable of whoever is erased while a rebuild goes on', async () => {
  const caseworker = app.as('caseworker');
  const { id } = await caseworker.do('/cases', {
    centre: 'loop-onsite',
    channel: 'counter',
    type: 'schooling',
    subject: MARKER,
  });
  await caseworker.see('/worklist', ({ items }) => items.length === 1);
  for (const name of ['cases', 'worklist']) {
    await operator.do(`/read-models/${name}/rebuild`);
    expect(await settled(name)).toMatchObject({ state: 'switched' });
  }
  expect(await readableIn()).toEqual([
    'cases',
    'cases_previous',
    'worklist',
    'worklist_previous',
    'worklist_previous_versions',
    'worklist_versions',
  ]);

  await operator.do('/read-models/rebuild', { names: ['cases', 'worklist'] });
  const [running] = app.running;
  await running?.writing.keyRing.destroy(`case-${id}`);
  // Nothing has purged the live rows here, so a rebuild finds that they differ from the log.
  for (const name of ['cases', 'worklist']) {
    await settled(name);
    await operator.do(`/read-models/${name}/rebuild`);
    await until(`${name} is what the log says`, async () => {
      const progress = await settled(name);
      expect(JSON.stringify(progress)).not.toContain(MARKER);
      // A rebuild that was held when the person was erased begins again, and is held again.
      if (progress.state === 'held') await operator.post(`/read-models/${name}/rebuild/accept`);
      return progress.state === 'switched' && !(await readableIn()).includes(name);
    });
  }
  await until('nothing can be read', async () => (await readableIn()).length === 0);
});
