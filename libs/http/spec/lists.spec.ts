import type { Persona } from '@talentloop/access';
import { testDatabase, type TestDatabase } from '@talentloop/testing';
import { consistencyToken } from '../index';
import { thingsApp, type ThingsApp } from './things-app';

let database: TestDatabase;
let things: ThingsApp;

const at = (second: number): string => new Date(Date.UTC(2026, 2, 1, 0, 0, second)).toISOString();

const insert = async (key: string, createdAt: string, centre = 'loop-onsite', status = 'kept') => {
  const row = { id: key, name: `Thing ${key}`, centre, status, createdAt };
  await things.pool.query('insert into things.thing_list values ($1, 1, $2, $3, $4, $5)', [
    key,
    createdAt,
    centre,
    status,
    JSON.stringify(row),
  ]);
};

beforeAll(async () => {
  database = await testDatabase();
  things = await thingsApp(database.connectionString);
  await things.pool.query('create schema things');
  await things.pool.query(
    `create table things.thing_list (key text primary key, position bigint not null,
       created_at timestamptz not null, centre text not null, status text not null,
       row json not null)`,
  );
});
afterAll(async () => {
  await things.close();
  await database.drop();
});
beforeEach(async () => {
  await things.pool.query('delete from things.thing_list');
  // Five share one instant, so that the key alone must keep them apart.
  for (let i = 0; i < 25; i += 1) await insert(`t${String(i).padStart(2, '0')}`, at(i - (i % 5)));
});

interface Answered {
  readonly status: number;
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor?: string;
  readonly code?: string;
}

const list = async (
  query: Record<string, string>,
  persona: Persona = 'caseworker',
  headers: Record<string, string> = {},
): Promise<Answered> => {
  const authorization = `Bearer ${await things.token(persona)}`;
  const answer = await things.app.inject({
    method: 'GET',
    url: `/things?${new URLSearchParams(query)}`,
    headers: { authorization, ...headers },
  });
  const body = answer.json<object>();
  return { ...body, status: answer.statusCode } as Answered;
};

const ids = ({ items }: Answered): readonly string[] => items.map(({ id }) => id);

const walk = async (query: Record<string, string>, between?: (page: number) => Promise<void>) => {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 30; page += 1) {
    const answer = await list({ ...query, ...(cursor && { cursor }) });
    seen.push(...ids(answer));
    cursor = answer.nextCursor;
    if (!cursor) return seen;
    await between?.(page);
  }
  throw new Error('endless');
};

const all = Array.from({ length: 25 }, (_, i) => `t${String(24 - i).padStart(2, '0')}`);

it.each(['1', '3', '24', '25', '26', '200'])(
  'pages by %s, newest first, each once',
  async (limit) => {
    expect(await walk({ limit })).toEqual(all);
  },
);

it('answers 50 by default and says when there is no more', async () => {
  const answer = await list({});
  expect([answer.items.length, answer.nextCursor]).toEqual([25, undefined]);
});

it('neither repeats nor skips when rows come, go and change between pages', async () => {
  const seen = await walk({ limit: '4' }, async (page) => {
    await insert(`new${page}`, at(100 + page));
    await things.pool.query(`update things.thing_list set position = 99 where key = 't03'`);
    await things.pool.query(`delete from things.thing_list where key = $1`, [all[page * 4]]);
  });
  expect(seen).toEqual(all);
});

it('filters by columns', async () => {
  await insert('gone', at(200), 'loop-onsite', 'scrapped');
  expect(ids(await list({ status: 'scrapped' }))).toEqual(['gone']);
  expect((await list({ status: 'kept' })).items).toHaveLength(25);
});

it('shows only what the caller may see, in items, pages and cursors', async () => {
  await insert('other', at(300), 'online');
  expect(ids(await list({ limit: '1' }))).toEqual(['t24']);
  expect(ids(await list({}, 'caseworker-online'))).toEqual(['other']);
  expect((await list({}, 'auditor')).items).toHaveLength(26);
  const { nextCursor = '' } = await list({ limit: '1' });
  const stolen = await list({ limit: '1', cursor: nextCursor }, 'caseworker-online');
  expect(stolen).toMatchObject({ status: 400, code: 'invalid-input' });
});

it('binds a cursor to its question, not to its page size', async () => {
  const { nextCursor: cursor = '' } = await list({ limit: '2' });
  expect(ids(await list({ limit: '1', cursor }))).toEqual(['t22']);
  expect(await list({ limit: '2', cursor, status: 'kept' })).toMatchObject({ status: 400 });
});

it('refuses a cursor of which any character was changed', async () => {
  const { nextCursor: cursor = '' } = await list({ limit: '2' });
  for (let i = 0; i < cursor.length; i += 1) {
    const other = cursor[i] === 'A' ? 'B' : 'A';
    const answer = await list({ cursor: cursor.slice(0, i) + other + cursor.slice(i + 1) });
    expect([i, answer.status]).toEqual([i, 400]);
  }
});

it('takes a hostile filter as a value', async () => {
  const answer = await list({ status: "kept' or true --" });
  expect(answer.status).toBe(400);
});

describe('Consistency-Token', () => {
  const ask = (token: string) => list({}, 'caseworker', { 'consistency-token': token });

  it('waits for the position it names', async () => {
    things.progress.asked.length = 0;
    expect((await ask(consistencyToken('things', 41))).status).toBe(200);
    expect(things.progress.asked).toEqual([41]);
  });

  it('is 503 when the list does not get there', async () => {
    things.progress.reached = false;
    expect(await ask(consistencyToken('things', 41))).toMatchObject({ status: 503 });
    things.progress.reached = true;
  });

  it('is 503 for a read model that has stopped, until it goes on', async () => {
    things.progress.usable = false;
    expect(await list({})).toMatchObject({ status: 503, code: 'unavailable' });
    things.progress.usable = true;
    expect(await list({})).toMatchObject({ status: 200 });
  });

  it('asks nothing of another log', async () => {
    things.progress.asked.length = 0;
    expect((await ask(consistencyToken('others', 41))).status).toBe(200);
    expect(things.progress.asked).toEqual([]);
  });

  it.each([
    '',
    'nonsense',
    '41',
    'Y3QxfHRoaW5nc3wx=',
    'Y3QyfHRoaW5nc3wx',
    consistencyToken('a', 1e17),
  ])('%j is 400', async (token) => expect((await ask(token)).status).toBe(400));
});

it('is 503 while the database is away, and says nothing of it', async () => {
  await things.pool.query('alter table things.thing_list rename to hidden');
  const broken = await list({});
  expect(broken).toMatchObject({ status: 500, code: 'internal-error' });
  expect(JSON.stringify(broken)).not.toContain('thing_list');
  await things.pool.query('alter table things.hidden rename to thing_list');
  const cut = things.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await cut.catch(() => undefined);
  expect([200, 503]).toContain((await list({})).status);
});
