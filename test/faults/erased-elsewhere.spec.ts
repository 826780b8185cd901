import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Caller } from '@talentloop/testing/journeys';
import { keyEncryptionKeys, KeyRing, PostgresKeyStore } from '@talentloop/privacy';
import { testDatabase, type TestDatabase, until } from '@talentloop/testing';
import { Pool } from 'pg';
import { enquiry } from '../journeys/steps/bodies';
import { built } from './steps/built';
import { type Program, startProgram } from './steps/program';

const MARKER = 'Marker of somebody who is to be forgotten';
const WRITTEN_AFTER = 'Marker written afterwards';
const FORGOTTEN_MS_MAX = 5_000;

let database: TestDatabase;
let folder: string;
let pool: Pool;
let programs: readonly Program[] = [];
let apis: readonly Caller[];
let operator: Caller;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'talentloop-erased-'));
  pool = new Pool({ connectionString: database.connectionString, max: 2 });
  const [api = '', worker = ''] = await built('service-centre', 'service-centre-worker');
  const environment = { DATABASE_URL: database.connectionString, TALENTLOOP_TRUST: folder };
  const starting = [api, api, worker].map((file) => startProgram(file, environment));
  const started = await Promise.allSettled(starting);
  programs = started.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  for (const it of started) if (it.status === 'rejected') throw it.reason;
  apis = programs.slice(0, 2).map(({ url }) => new Caller(url, 'caseworker'));
  operator = new Caller(programs[0]?.url ?? '', 'operator');
}, 150_000);
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

/** What each of the two api processes shows of a case. */
const shownOf = (id: string): Promise<readonly string[]> =>
  Promise.all(
    apis.map(async (api) => {
      const { status, body } = await api.get(`/cases/${id}`);
      expect(status).toBe(200);
      return JSON.stringify(body);
    }),
  );

/** A third process, this one, erases the person. */
const erase = async (subject: string): Promise<void> => {
  const keks = keyEncryptionKeys({ given: undefined, trustFolder: folder, create: false });
  await new KeyRing(new PostgresKeyStore(pool, 'service_centre'), keks).destroy(subject);
};

it('forgets whoever is erased in another process, whatever is in its memory', async () => {
  const [first, second] = apis;
  const opened = await first?.do('/cases', { ...enquiry, subject: MARKER });
  const { id } = opened;
  for (const api of apis) await api.see(`/cases/${id}`, ({ subject }) => subject === MARKER);
  await first?.see('/worklist', ({ items }) => items.length === 1);

  await erase(`case-${id}`);
  const forgotten = async () => !(await shownOf(id)).some((text) => text.includes(MARKER));
  await until('both have forgotten', forgotten, FORGOTTEN_MS_MAX);

  // A process that keeps writing must not remember the person longer than another one.
  await second?.do(`/cases/${id}/notes`, { text: WRITTEN_AFTER });
  for (let i = 0; i < 20; i += 1) {
    const shown = await shownOf(id);
    expect(shown.filter((text) => /Marker/.test(text))).toEqual([]);
    expect(shown.filter((text) => !text.includes('[erased]'))).toEqual([]);
  }
}, 60_000);

it('is folded by the worker without the keys that it had', async () => {
  const { rows } = await pool.query<{ key: string }>('select key from service_centre.cases');
  expect(rows).toHaveLength(1);
  for (const name of ['cases', 'worklist']) {
    const path = `/read-models/${name}/rebuild`;
    await operator.do(path);
    // Nothing has purged the live rows, so they differ from the log. A rebuild that began just
    // after the erasure begins again to be sure, and is held again.
    await until(`${name} is switched`, async () => {
      const { body } = await operator.get(path);
      if (body.state === 'held') await operator.post(`${path}/accept`);
      return body.state === 'switched';
    });
    const { rowCount } = await pool.query(
      `select 1 from service_centre.${name} as t where t::text like '%Marker%'`,
    );
    expect({ name, rowCount }).toEqual({ name, rowCount: 0 });
  }
}, 60_000);
