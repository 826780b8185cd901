import { Decisions, EventCodecs, readModel, streamRows } from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing, newKeyLine } from '@talentloop/privacy';
import { ProjectionRunner } from '@talentloop/projections';
import { testDatabase, type TestDatabase, WORKER } from '@talentloop/testing';
import { sql } from 'kysely';
import { createSecretKey } from 'node:crypto';
import { Pool } from 'pg';
import type { ThingCommand } from '../example/commands';
import { thing } from '../example/thing';
import {
  thingList,
  thingListDefinition,
  thingListRules,
  type ThingRow,
} from '../example/thing-list';
import { Lists, type PageOptions } from '../index';
import { thingCodecs } from './thing-codecs';

/** Things that were not scrapped: a row goes when its thing does. */
const keptThings = readModel<ThingRow>({ ...thingListDefinition, name: 'kept_things' }, [
  streamRows(thing, {
    ...thingListRules,
    change: { ...thingListRules.change, ThingScrapped: () => null },
  }),
]);

const schema = 'things';
let now = '2026-03-02T02:00:00.000Z';
const clock = { now: () => now };
const store = new InMemoryEventStore(clock);
const keyRing = new KeyRing(new InMemoryKeyStore(), new GivenKeyEncryptionKeys(newKeyLine(1)));
const codecs = new EventCodecs([thingCodecs], keyRing);
const decisions = new Decisions({ store, clock, codecs });
const progress = { reached: true };

let database: TestDatabase;
let pool: Pool;
let lists: Lists;
let runners: readonly ProjectionRunner[];
let commands = 0;

const give = async (id: string, command: ThingCommand): Promise<void> => {
  commands += 1;
  await decisions.execute(thing, id, command, { actor: WORKER, commandId: `command-${commands}` });
};

const add = (id: string, name: string): Promise<void> =>
  give(id, { type: 'AddThing', data: { name, centre: id < 'm' ? 'loop-onsite' : 'online' } });

const later = (seconds: number): void => {
  now = new Date(Date.parse(now) + seconds * 1_000).toISOString();
};

const caughtUp = async (): Promise<void> => {
  const head = await store.head();
  for (const runner of runners) expect(await runner.waitFor(head, 10_000)).toBe(true);
};

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
  const key = createSecretKey(Buffer.alloc(32, 7));
  lists = new Lists(pool, { name: schema, schema }, key, store, {
    waitFor: async () => progress.reached,
  });
  runners = [thingList, keptThings].map(
    (list) => new ProjectionRunner({ pool, schema, store, codecs, readModel: list }),
  );
  for (const runner of runners) runner.start();
  for (const id of ['a', 'b', 'c', 'd', 'n', 'o']) {
    await add(id, id === 'a' || id === 'd' ? 'Ladder' : `Thing ${id}`);
    later(1);
  }
  await give('b', { type: 'ScrapThing', data: {} });
  await give('n', { type: 'ScrapThing', data: {} });
  await caughtUp();
});
afterAll(async () => {
  for (const runner of runners) await runner.stop();
  await pool.end();
  await database.drop();
});

const everything = { visible: { all: true }, scope: { centre: 'centre' } } as const;

type Options = Partial<PageOptions<ThingRow>>;

/** The ids of all pages, two rows each. */
const walk = async (options: Options, readModel = thingList): Promise<string> => {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 10; page += 1) {
    const ask = { limit: 2, ...(cursor !== undefined && { cursor }) };
    const answer = await lists.page(readModel, ask, { ...everything, ...options });
    seen.push(...answer.items.map(({ id }) => id));
    cursor = answer.nextCursor;
    if (cursor === undefined) return seen.join('');
  }
  throw new Error('the pages do not end');
};

const orders: readonly (readonly [NonNullable<Options['order']> | undefined, string])[] = [
  [undefined, 'ondcba'],
  [['createdAt'], 'abcdno'],
  [['name'], 'adbcno'],
  [['-name'], 'oncbda'],
  [['status', '-name'], 'ocdanb'],
  [['-status', 'name'], 'bnadco'],
  [['-status', '-name'], 'nbocda'],
  [['centre', '-status', 'key'], 'bacdno'],
];

it.each(orders)('ordered by %j each row comes once, in its place', async (order, expected) => {
  expect(await walk(order ? { order } : {})).toBe(expected);
});

it('filters by fields of the row', async () => {
  expect(await walk({ where: { status: 'kept', name: ['Ladder', 'Thing o'] } })).toBe('oda');
  expect(await walk({ where: { key: ['a', 'o'], centre: undefined } })).toBe('oa');
  expect(await walk({ also: [sql<boolean>`name like ${'Thing%'}`] })).toBe('oncb');
});

it('shows what the caller may see', async () => {
  expect(await walk({ visible: { centre: 'online' } })).toBe('on');
  expect(await walk({ visible: {} })).toBe('');
});

it('says so when the table has no column for a field', async () => {
  const asked = lists.page(thingList, {}, { ...everything, where: { id: 'a' } });
  await expect(asked).rejects.toThrow('thing_list has no column for id');
  await expect(walk({ order: ['id'] })).rejects.toThrow('thing_list has no column for id');
});

it('binds a cursor to the order and the instant', async () => {
  const options = { ...everything, order: ['name'] } as const;
  const { nextCursor: cursor = '' } = await lists.page(thingList, { limit: 2 }, options);
  const refused = { status: 400, code: 'invalid-input' };
  for (const other of [{ order: ['-name'] }, { asOf: now }] as const) {
    const asked = lists.page(thingList, { limit: 2, cursor }, { ...options, ...other });
    await expect(asked).rejects.toMatchObject(refused);
  }
  await expect(lists.page(thingList, { limit: 2, cursor }, options)).resolves.toMatchObject({
    items: [{ id: 'b' }, { id: 'c' }],
  });
});

describe('as of an instant', () => {
  it('shows the rows of then: before changes, and before they came and went', async () => {
    expect(await walk({ asOf: '2026-03-02T02:00:01.500Z' })).toBe('ba');
    expect(await walk({ asOf: '2026-03-01T00:00:00.000Z' })).toBe('');
    const before = now;
    later(10);
    await give('c', { type: 'RenameThing', data: { name: 'Anvil' } });
    await caughtUp();
    expect(await walk({ asOf: before, order: ['name'] })).toBe('adbcno');
    expect(await walk({ asOf: now, order: ['name'] })).toBe('cadbno');
  });

  it('leaves out what was gone by then', async () => {
    const before = '2026-03-02T02:00:05.500Z';
    expect(await walk({ asOf: before, order: ['key'] }, keptThings)).toBe('abcdno');
    expect(await walk({ asOf: now, order: ['key'] }, keptThings)).toBe('acdo');
  });

  it('goes on as of the same position, whatever has happened since', async () => {
    const options = { ...everything, order: ['key'], asOf: '2099-01-01T00:00:00.000Z' } as const;
    const first = await lists.page(keptThings, { limit: 2 }, options);
    expect(first.items.map(({ id }) => id)).toEqual(['a', 'c']);
    later(1);
    await give('d', { type: 'ScrapThing', data: {} });
    await caughtUp();
    const cursor = first.nextCursor ?? '';
    const next = await lists.page(keptThings, { limit: 5, cursor }, options);
    expect(next.items.map(({ id }) => id)).toEqual(['d', 'o']);
    expect(await walk({ order: ['key'] }, keptThings)).toBe('aco');
  });

  it('is 503 when the read model has not come as far', async () => {
    progress.reached = false;
    await expect(walk({ asOf: now })).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    progress.reached = true;
  });

  it('is a question for temporal read models', async () => {
    const { temporal: _, ...forgetful } = thingList;
    await expect(walk({ asOf: now }, forgetful)).rejects.toThrow('keeps no versions');
  });

  it('gives its rows to other questions too', async () => {
    const count = async (asOf?: string) => {
      const rows = await lists.rows(keptThings, asOf);
      const answer = sql<{ n: number }>`select count(*)::int as n from ${rows} as kept`;
      return (await answer.execute(lists.database)).rows[0]?.n;
    };
    expect([await count('2026-03-02T02:00:05.500Z'), await count()]).toEqual([6, 3]);
  });
});
