import type { Caller, Json, TestInstallation } from '@talentloop/journey-testing';
import type { Pool } from 'pg';
import { admission, homes } from './steps/arrival';
import { take } from './steps/journey';
import { settled } from './steps/settled';
import { callersOf, startWorld } from './steps/world';

let app: TestInstallation;
let auditor: Caller;
let pool: Pool;

const logs = [
  ['talent-onboarding', 'talent_onboarding'],
  ['service-centre', 'service_centre'],
  ['accommodation', 'accommodation'],
] as const;

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

/** One character of the column becomes another one, so that it stays what it was: JSON, hex. */
const oneByteOf = (column: string, before: string): string => {
  const text = `${column}::text`;
  const at = `(position('${before}' in ${text}) + ${before.length})`;
  const other = `case substr(${text}, ${at}, 1) when '0' then '1' else '0' end`;
  return `overlay(${text} placing ${other} from ${at} for 1)`;
};

/** What a hand may change of a row. */
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
