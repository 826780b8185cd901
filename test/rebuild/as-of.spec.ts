import { EventCodecs, type ReadModel } from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { Lists } from '@talentloop/http';
import { ProjectionRunner } from '@talentloop/projections';
import { testDatabase, type TestDatabase, until } from '@talentloop/testing';
import { Kysely, PostgresDialect } from 'kysely';
import { createSecretKey } from 'node:crypto';
import { Pool } from 'pg';
import { occupancy } from '../../apps/accommodation/src/projections/occupancy/occupancy';
import { readOccupancy } from '../../apps/accommodation/src/projections/occupancy/occupancy.queries';
import { WorklistController } from '../../apps/service-centre/src/http/worklist.controller';
import { worklist } from '../../apps/service-centre/src/projections/worklist/worklist';

/** The number of rows, and of versions of each row. */
const [ROWS, VERSIONS] = [20_000, 10];
const LAST = ROWS * VERSIONS;
const UNITS = 200;
/** A month about which every moment above has data. */
const [FROM, TO] = ['2020-05-01', '2020-06-01'];

let database: TestDatabase;
let pool: Pool;
/** Every query that was sent. */
let asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
let kysely: Kysely<Record<string, never>>;

/** Lists whose queries are recorded. */
class RecordedLists extends Lists {
  override readonly database = kysely;
}

/** The lists of a service, for which every instant lies at this position of the log. */
const listsAt = (name: string, schema: string, asOf: number): Lists =>
  new RecordedLists(
    pool,
    { name, schema },
    createSecretKey(Buffer.alloc(32, 7)),
    { positionAt: async () => asOf },
    { waitFor: async () => true },
  );

const made = async (schema: string, readModel: ReadModel): Promise<void> => {
  const sealer = { isErased: () => false, seal: async () => [], open: async () => [] };
  const runner = new ProjectionRunner({
    pool,
    schema,
    store: new InMemoryEventStore(),
    codecs: new EventCodecs([], sealer),
    readModel,
  });
  runner.start();
  await until(`${schema} has its tables`, () => runner.state.state === 'live');
  await runner.stop();
};

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 4 });
  kysely = new Kysely({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void asked.push(query),
  });
  await made('service_centre', worklist);
  await made('accommodation', occupancy);
  // A case is opened and worked on. With its last version nine of ten cases are concluded.
  await pool.query(`insert into service_centre.worklist_versions
    (key, position, created_position, committed_at, listed, visible_to, centre, rank, opened_at,
      row, gone)
    select md5(n::text), v * ${ROWS} + n, n, now(), v < ${VERSIONS - 1} or n % 10 = 0,
      array['centre-' || n % 5], 'centre-' || n % 5, -((n * 7 + v) % 10 * 50),
      to_timestamp(1.7e9 + n),
      json_build_object('id', md5(n::text), 'rank', 0, 'openedAt', '', 'because', '{}'::text[]),
      false
    from generate_series(1, ${ROWS}) n, generate_series(0, ${VERSIONS - 1}) v`);
  await pool.query(`insert into accommodation.occupancy_versions
    (key, position, created_position, committed_at, entry, unit_id, kind, from_day, to_day,
      expires_at, turnaround_days, row, gone)
    select 'unit-' || n, n, n, now(), 'unit', 'unit-' || n, 'hotel', null, null, null, 1,
      '{}', false
    from generate_series(1, ${UNITS}) n`);
  await pool.query(`insert into accommodation.occupancy_versions
    (key, position, created_position, committed_at, entry, unit_id, kind, from_day, to_day,
      expires_at, turnaround_days, row, gone)
    select 'stay-' || n, ${UNITS} + v * ${ROWS} + n, n, now(), 'booking',
      'unit-' || (1 + n % ${UNITS}), 'hotel',
      date '2020-01-01' + n / 10, date '2020-01-01' + n / 10 + 5 + v, null, null, '{}', false
    from generate_series(1, ${ROWS}) n, generate_series(0, ${VERSIONS - 1}) v`);
  await pool.query('analyze');
}, 120_000);
afterAll(async () => {
  await kysely.destroy();
  await database.drop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How the one query that was sent scans the table of versions. */
const scansOf = async (versions: string): Promise<readonly string[]> => {
  const [query, ...others] = asked;
  expect(others).toEqual([]);
  const { rows } = await pool.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(
    `explain (format json) ${query?.sql}`,
    [...(query?.parameters ?? [])],
  );
  const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: top }) => nodesOf(top)));
  return nodes.filter((node) => node['Relation Name'] === versions).map((it) => it['Node Type']);
};

const INDEXED = /^(Index Scan|Index Only Scan|Bitmap Heap Scan)$/;

const moments = [0.1, 0.5, 0.95].map((share) => [Math.floor(LAST * share)] as const);

describe.each(moments)(`as of position %i of ${LAST} versions`, (asOf) => {
  it('a page of the worklist is one query by its indexes', async () => {
    asked = [];
    const lists = listsAt('service-centre', 'service_centre', asOf);
    const ask = { limit: 50, asOf: `${FROM}T00:00:00.000Z` };
    const visible = { centre: 'centre-1' };
    const { items, nextCursor } = await new WorklistController(lists).list(ask, visible, 'en');
    for (const scan of await scansOf('worklist_versions')) expect(scan).toMatch(INDEXED);
    expect(asked).toHaveLength(1);
    const { rows: expected } = await pool.query(
      `select key as id from (select distinct on (key) * from service_centre.worklist_versions
         where position <= $1 order by key, position desc) as last
         where listed and 'centre-1' = any(visible_to) order by rank, opened_at, key limit 50`,
      [asOf],
    );
    expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect([items.length, typeof nextCursor]).toEqual([50, 'string']);
  });

  it('a month of occupancy is one query by its indexes', async () => {
    asked = [];
    const at = `${FROM}T00:00:00.000Z`;
    const lists = listsAt('accommodation', 'accommodation', asOf);
    const rows = await lists.rows(occupancy, at);
    const nights = await readOccupancy(lists.database, rows, { from: FROM, to: TO, at });
    for (const scan of await scansOf('occupancy_versions')) expect(scan).toMatch(INDEXED);
    const { rows: expected } = await pool.query(
      `select to_char(night, 'YYYY-MM-DD') as date,
         count(*) filter (where night < to_day)::int as booked,
         count(*) filter (where night >= to_day)::int as turnaround
         from generate_series($2::timestamp, $3::timestamp - interval '1 day',
           interval '1 day') as night
         left join (select distinct on (key) * from accommodation.occupancy_versions
           where position <= $1 and entry = 'booking' order by key, position desc) as last
           on night >= from_day and night < to_day + 1 group by night order by night`,
      [asOf, FROM, TO],
    );
    expect(nights.map(({ date, booked, turnaround }) => ({ date, booked, turnaround }))).toEqual(
      expected,
    );
    expect(nights.map(({ units }) => units)).toEqual(nights.map(() => UNITS));
    expect(Math.max(...nights.map(({ booked }) => booked))).toBeGreaterThan(20);
  });
});
