import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startOn, type TestInstallation } from '@talentloop/testing/journeys';
import { PostgresKeyStore } from '@talentloop/privacy';
import { followersOf } from '@talentloop/projections';
import { serviceEntries, serviceNames } from '@talentloop/service-catalogue';
import { type TestDatabase, testDatabase } from '@talentloop/testing';
import type { Pool } from 'pg';
import { serviceModules } from '../../apps/all-in-one/src/service-modules';
import { newcomer } from '../journeys/steps/bodies';
import { eventCounts, settled } from '../journeys/steps/settled';
import { Folder, talentloop } from './steps/talentloop';
import { withPool } from './steps/with-pool';

const MARKER = `Marker ${randomUUID()}`;
const KEY_SCHEMAS = ['installation', ...serviceEntries.map(({ schema }) => schema)];
const settings = { TALENTLOOP_KEK: `1:${randomBytes(32).toString('base64')}` };

const folder = new Folder();
const databases: TestDatabase[] = [];
let app: TestInstallation;
let source: TestDatabase;
let talent: string;
let answer: unknown;

const create = async (): Promise<TestDatabase> => {
  const database = await testDatabase();
  databases.push(database);
  return database;
};

const start = async ({ connectionString }: TestDatabase): Promise<void> => {
  app = await startOn(connectionString, serviceModules, settings);
};

const file = (service: string, name: string): string => folder.file(`${service}-${name}.ndjson`);

const exportAll = async ({ connectionString }: TestDatabase, name: string): Promise<void> => {
  for (const service of serviceNames) {
    const line = `store export ${service} --file ${file(service, name)}`;
    const { code, error } = await talentloop(line, { DATABASE_URL: connectionString });
    expect({ code, error }).toEqual({ code: 0, error: '' });
  }
};

const importAll = async ({ connectionString }: TestDatabase, name: string): Promise<void> => {
  for (const service of serviceNames) {
    const line = `store import ${service} --file ${file(service, name)}`;
    const { code, error } = await talentloop(line, { DATABASE_URL: connectionString });
    expect({ code, error }).toEqual({ code: 0, error: '' });
  }
};

type Rows = Readonly<Record<string, readonly object[]>>;

/** What a backup of the key schemas contains. */
const keysOf = async (pool: Pool): Promise<Rows> => {
  const tables = KEY_SCHEMAS.flatMap((schema) =>
    ['data_keys', 'tombstones', 'secrets'].map((table) => `${schema}_keys.${table}`),
  );
  const rows = await Promise.all(tables.map((table) => pool.query(`select * from ${table}`)));
  return Object.fromEntries(tables.map((table, i) => [table, rows[i]?.rows ?? []]));
};

const restoreKeys = async (pool: Pool, backup: Rows): Promise<void> => {
  for (const schema of KEY_SCHEMAS) await new PostgresKeyStore(pool, schema).migrate();
  for (const [table, rows] of Object.entries(backup)) {
    for (const row of rows) {
      const columns = Object.keys(row).join(', ');
      const places = Object.keys(row).map((_, i) => `$${i + 1}`);
      const text = `insert into ${table} (${columns}) values (${places.join(', ')})`;
      await pool.query(text, Object.values(row));
    }
  }
};

/** The tables in which the text can be read. */
const readableIn = (pool: Pool): Promise<readonly string[]> =>
  pool
    .query<{ name: string }>(
      `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not like 'pg_%' and n.nspname <> 'information_schema'`,
    )
    .then(async ({ rows }) => {
      const found: string[] = [];
      for (const { name } of rows) {
        const text = `select from ${name} as t where t::text like $1 limit 1`;
        if ((await pool.query(text, [`%${MARKER}%`])).rowCount) found.push(name);
      }
      return found;
    });

/**
 * How far processes have come. A relay that has not run on this database sends everything again.
 */
const placesIn = (database: TestDatabase) =>
  withPool(database, async (pool) => {
    const followers = await Promise.all(
      KEY_SCHEMAS.slice(1).map((schema) => followersOf(pool, schema)),
    );
    return followers.map((of) =>
      Object.fromEntries(Object.entries(of).filter(([name]) => name.startsWith('process:'))),
    );
  });

const register = () =>
  app.as('portal').post('/talents', { ...newcomer, name: { full: MARKER } }, { key: 'once' });

let oldKeys: Rows;
let newKeys: Rows;
let counts: Readonly<Record<string, number>>;

beforeAll(async () => {
  source = await create();
  await start(source);
  const reply = await register();
  answer = reply.body;
  talent = reply.body.id;
  await app.as('portal').do('/talents', { ...newcomer, email: 'other@example.org' });
  await settled(source.connectionString);
  await exportAll(source, 'old');
  oldKeys = await withPool(source, keysOf);
  for (const { writing } of app.running) await writing.keyRing.destroy(talent);
  newKeys = await withPool(source, keysOf);
  await settled(source.connectionString);
  counts = await eventCounts(source.connectionString);
  await app.stop();
  await exportAll(source, 'new');
}, 120_000);

afterAll(async () => {
  for (const database of databases) await database.drop();
  folder.remove();
});

it('has no personal value in an export', async () => {
  for (const service of serviceNames) {
    const texts = [file(service, 'old'), file(service, 'new')].map((name) =>
      readFile(name, 'utf8'),
    );
    for (const text of await Promise.all(texts)) expect(text).not.toContain(MARKER);
  }
});

it('goes on elsewhere: requests are answered as before, nothing is done again', async () => {
  const target = await create();
  await withPool(target, (pool) => restoreKeys(pool, newKeys));
  await importAll(target, 'new');
  const places = await placesIn(source);
  expect(places.flatMap((of) => Object.values(of)).some((at) => at > 0)).toBe(true);
  expect(await placesIn(target)).toEqual(places);
  await start(target);
  try {
    await settled(target.connectionString);
    expect(await eventCounts(target.connectionString)).toEqual(counts);
    expect(await register()).toMatchObject({ status: 201, body: answer });
    const other = await app.as('portal').post('/talents', newcomer, { key: 'once' });
    expect(other.status).toBe(422);
    const verified = await app.as('auditor').post('/audit/verify');
    const events = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(verified.body).toEqual({ ok: true, events });
  } finally {
    await app.stop();
  }
}, 120_000);

it.each([
  ['an old backup of the log, with the keys of today', 'old', () => newKeys],
  ['an old backup of the keys, with the log of today', 'new', () => oldKeys],
])(
  'leaves nothing readable of somebody erased since: %s',
  async (_, exported, keys) => {
    const target = await create();
    await withPool(target, (pool) => restoreKeys(pool, keys()));
    await importAll(target, exported);
    await start(target);
    try {
      await settled(target.connectionString);
      const { status, body } = await app.as('auditor').get(`/audit/talents/${talent}/history`);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).toContain('[erased]');
      expect(JSON.stringify(body)).not.toContain(MARKER);
      expect(await readableIn(app.platform.pool)).toEqual([]);
    } finally {
      await app.stop();
    }
  },
  120_000,
);
