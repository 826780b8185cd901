import type { Caller, Json, TestInstallation } from '@talentloop/testing/journeys';
import { serviceEntries } from '@talentloop/service-catalogue';
import type { Pool } from 'pg';
import { until } from '@talentloop/testing';
import { admission, homes } from './steps/arrival';
import { enquiry } from './steps/bodies';
import { take } from './steps/journey';
import { settled } from './steps/settled';
import { callersOf, startWorld } from './steps/world';

let app: TestInstallation;
let auditor: Caller;
let pool: Pool;

const logs = serviceEntries.map(({ name, schema }) => [name, schema] as const);

beforeAll(async () => {
  app = await startWorld();
  const known: Record<string, string> = {};
  const as = callersOf(app, () => known['talent']);
  await take({ as, known }, [...homes, ...admission]);
  await settled(app.connectionString);
  auditor = as('auditor');
  pool = app.platform.pool;
  for (const [, schema] of logs)
    await pool.query(`create table public.kept_${schema} as table ${schema}.events`);
}, 60_000);
afterAll(() => app.stop());

interface Row {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
}

const verify = async (body: object = {}): Promise<Json> =>
  (await auditor.post('/audit/verify', body)).body;

/** The second event of some stream. */
const someRow = async (schema: string): Promise<Row> => {
  const { rows } = await pool.query<Row>(
    `select position::int, stream, revision from ${schema}.events
     order by revision = 1 desc, position limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${schema} is empty`);
  return row;
};

const putBack = (schema: string, { position }: Row): Promise<unknown> =>
  pool.query(
    `update ${schema}.events as e set data = k.data, metadata = k.metadata, type = k.type,
       hash = k.hash, previous_hash = k.previous_hash, schema_version = k.schema_version,
       stream = k.stream, committed_at = k.committed_at
     from public.kept_${schema} as k where k.position = e.position and e.position = $1`,
    [position],
  );

/** Replaces one character of a column so that the column keeps its format: JSON or hex. */
const oneByteOf = (column: string, before: string): string => {
  const text = `${column}::text`;
  const at = `(position('${before}' in ${text}) + ${before.length})`;
  const other = `case substr(${text}, ${at}, 1) when '0' then '1' else '0' end`;
  return `overlay(${text} placing ${other} from ${at} for 1)`;
};

/** Changes that a person could make to a row by SQL. */
const changes: Readonly<Record<string, string>> = {
  'one byte of the data': `data = ${oneByteOf('data', '":"')}::json`,
  'one byte of the actor': `metadata = ${oneByteOf('metadata', '"actor":{"id":"')}::json`,
  'one byte of the correlation': `metadata = ${oneByteOf('metadata', '"correlationId":"')}::json`,
  'one byte of the time': `metadata = ${oneByteOf('metadata', '"recordedAt":"2')}::json`,
  'one byte of the hash': `hash = ${oneByteOf('hash', '')}`,
  'the type': `type = type || 'd'`,
  'the schema version': `schema_version = schema_version + 1`,
};

describe.each(logs)('the log of %s', (service, schema) => {
  it('is whole', async () => {
    expect(await verify()).toMatchObject({ ok: true });
  });

  it.each(Object.entries(changes))('shows where %s was changed', async (_, change) => {
    const row = await someRow(schema);
    const altered = await pool.query(
      `update ${schema}.events set ${change} where position = $1
         and exists (select from public.kept_${schema} as k where k.position = $1)`,
      [row.position],
    );
    expect(altered.rowCount).toBe(1);
    expect(await verify()).toMatchObject({
      ok: false,
      firstBroken: { service, ...row, kind: expect.any(String) },
    });
    await putBack(schema, row);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('shows which event was deleted', async () => {
    const { position } = await someRow(schema);
    await pool.query(`delete from ${schema}.events where position = $1`, [position]);
    expect(await verify()).toMatchObject({ ok: false, firstBroken: { service, position } });
    await pool.query(
      `insert into ${schema}.events select * from public.kept_${schema} where position = $1`,
      [position],
    );
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('shows where the tail was cut off, which somebody has read', async () => {
    await settled(app.connectionString);
    const { rows } = await pool.query<{ head: number }>(
      `select max(position)::int as head from ${schema}.events`,
    );
    const head = rows[0]?.head ?? 0;
    const kept = `select * from public.kept_${schema} where position > ${head} - 2`;
    expect((await pool.query(kept)).rowCount).toBe(2);
    await pool.query(`delete from ${schema}.events where position > ${head} - 2`);
    expect(await verify()).toMatchObject({
      ok: false,
      firstBroken: { service, position: head - 1, kind: 'position-gap' },
    });
    await pool.query(`insert into ${schema}.events ${kept}`);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('shows that two events were swapped', async () => {
    const { position, stream } = await someRow(schema);
    const { rows } = await pool.query<{ other: number }>(
      `select position::int as other from ${schema}.events where stream = $1 and position <> $2
       order by position limit 1`,
      [stream, position],
    );
    const other = rows[0]?.other ?? 0;
    const swap = async (): Promise<void> => {
      for (const [from, to] of [
        [position, -1],
        [other, position],
        [-1, other],
      ])
        await pool.query(`update ${schema}.events set position = $2 where position = $1`, [
          from,
          to,
        ]);
    };
    await swap();
    expect(await verify()).toMatchObject({
      ok: false,
      firstBroken: { service, position: Math.min(position, other), stream },
    });
    await swap();
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe('a read model that meets what was altered', () => {
  const WAITS = `from pg_locks
    where not granted and relation = 'service_centre.worklist'::regclass`;
  const statesOf = async (): Promise<Readonly<Record<string, Json>>> => {
    const { items } = (await app.as('operator').get('/read-models')).body;
    const own = items.filter(({ service }: Json) => service === 'service-centre');
    return Object.fromEntries(own.map((item: Json) => [item.name, item]));
  };

  /** Holds the worklist with one event in hand, so that it has not read the events that follow. */
  const heldUp = async (work: () => Promise<void>): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query('lock table service_centre.worklist in exclusive mode');
      await work();
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const isHeldUp = async (): Promise<boolean> => {
    const { rows } = await pool.query(`select pid ${WAITS}`);
    return rows.length > 0;
  };

  let altered = 0;
  const putBackHash = async (): Promise<void> => {
    const sql = 'update service_centre.events set hash = reverse(hash) where position = $1';
    await pool.query(sql, [altered]);
    altered = 0;
  };
  afterEach(() => putBackHash());

  it('stops there and says so; the others, and the writing, go on', async () => {
    const worker = app.as('caseworker');
    const { id } = await worker.do('/cases', enquiry);
    await settled(app.connectionString);
    await heldUp(async () => {
      await worker.do(`/cases/${id}/claim`);
      await until('the worklist is held up', isHeldUp);
      await worker.do(`/cases/${id}/start`);
      await worker.see('/cases?status=in-progress', ({ items }) =>
        items.some((item: Json) => item.id === id),
      );
      const { rows } = await pool.query<{ position: number }>(
        `update service_centre.events set hash = reverse(hash)
         where position = (select max(position) from service_centre.events)
          returning position::int`,
      );
      altered = rows[0]?.position ?? 0;
      // The readers of a process share what they have read. A reader that begins again reads what
      // is stored.
      await pool.query(`select pg_terminate_backend(pid) ${WAITS}`);
    });
    await until('it stops', async () => (await statesOf())['worklist']?.state === 'stopped');
    expect((await statesOf())['worklist']).toMatchObject({ stoppedAt: altered, cause: 'hash' });
    const refused = await worker.get('/worklist');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await verify()).firstBroken).toMatchObject({ position: altered });

    await putBackHash();
    const { revision } = await worker.do(`/cases/${id}/notes`, { text: 'It goes on.' });
    await worker.see('/cases?status=in-progress', ({ items }) =>
      items.some((item: Json) => item.id === id && item.revision === revision),
    );
    await worker.see('/worklist', ({ items }) => items.some((item: Json) => item.id === id));
    for (const { state } of Object.values(await statesOf())) expect(state).toBe('live');
    expect(await verify()).toMatchObject({ ok: true });
  }, 30_000);
});

it('judges one category or one stream when asked to', async () => {
  const { position, stream } = await someRow('talent_onboarding');
  const change = changes['one byte of the data'];
  await pool.query(`update talent_onboarding.events set ${change} where position = $1`, [position]);
  const id = stream.slice('talent-'.length);
  expect(await verify({ category: 'talents', id })).toMatchObject({
    ok: false,
    firstBroken: { stream },
  });
  expect(await verify({ category: 'talents' })).toMatchObject({ ok: false });
  expect(await verify({ category: 'cases' })).toMatchObject({ ok: true });
  const { items } = (await auditor.get(`/audit/talents/${id}/history`)).body;
  expect(items[1]).toMatchObject({ verified: false });
  await putBack('talent_onboarding', { position, stream, revision: 1 });
  expect(await verify()).toMatchObject({ ok: true });
});
