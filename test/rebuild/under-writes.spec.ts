import { NO_STREAM } from '@talentloop/event-sourcing';
import { PostgresEventStore } from '@talentloop/event-store-postgres';
import { Session } from '@talentloop/log-following';
import { ProjectionRunner } from '@talentloop/projections';
import { Rebuilder, type RebuilderOptions, RebuildRequests } from '@talentloop/rebuilds';
import {
  dumpOf,
  openTallies,
  paced,
  type TallyEvent,
  tallyCodecs,
  testDatabase,
  type TestDatabase,
  until,
} from '@talentloop/testing';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';

const SCHEMA = 'spec';
const readModels = [openTallies];

let database: TestDatabase;
let pool: Pool;
let store: PostgresEventStore;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 20 });
  store = new PostgresEventStore({ pool, schema: SCHEMA });
  await store.migrate();
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

const ends = new Map<string, { revision: number; hash: string }>();

const append = async (id: string, event: TallyEvent): Promise<number> => {
  const stream = `tally-${id}`;
  const end = ends.get(stream) ?? { revision: NO_STREAM, hash: '0'.repeat(64) };
  const { enveloped } = await tallyCodecs.encode([event], {
    stream,
    end,
    subject: stream,
    metadata: {
      recordedAt: new Date().toISOString(),
      commandId: randomUUID(),
      actor: { id: 'spec', roles: ['system'] },
      correlationId: randomUUID(),
    },
  });
  const request = { stream, expectedRevision: end.revision, events: enveloped };
  const result = await store.append(request);
  const [last] = enveloped;
  if (result.outcome !== 'appended' || !last) throw new Error(result.outcome);
  ends.set(stream, { revision: last.revision, hash: last.hash });
  return result.position;
};

const opened: TallyEvent = { type: 'TallyOpened', data: { owner: 'ann' } };
const raised: TallyEvent = { type: 'TallyRaised', data: { by: 1 } };
const STREAMS = 40;

/**
 * Writers, each on a stream of its own, until the signal aborts. Returns how many events each has
 * written.
 */
const writeOn = (signal: AbortSignal, everyMs: number): Promise<readonly number[]> =>
  Promise.all(
    Array.from({ length: STREAMS }, async (_, n) => {
      let times = 0;
      for await (const _ of paced(everyMs, signal)) {
        await append(String(n), raised);
        times += 1;
      }
      return times;
    }),
  );

interface Seen {
  reads: number;
  failures: string[];
}

/** Reads repeatedly. A read that fails, lacks a row or goes back in time is a failure. */
const readOn = async (signal: AbortSignal): Promise<Seen> => {
  const seen: Seen = { reads: 0, failures: [] };
  let [total, position] = [0, 0];
  for await (const _ of paced(1, signal)) {
    try {
      const { rows } = await pool.query<{ count: number; total: number; newest: number }>(
        `select count(*)::int as count, sum(total)::int as total, max(position)::int as newest
           from ${SCHEMA}.open_tallies`,
      );
      const [now] = rows;
      if (!now || now.count < STREAMS) seen.failures.push(`rows: ${now?.count}`);
      if (now && (now.total < total || now.newest < position)) seen.failures.push('back in time');
      if (now) [total, position] = [now.total, now.newest];
    } catch (error) {
      seen.failures.push(String(error));
    }
    seen.reads += 1;
  }
  return seen;
};

const about = () => ({ pool, schema: SCHEMA, store, codecs: tallyCodecs });

const aWorker = (over: Partial<RebuilderOptions> = {}) => {
  const session = new Session(pool);
  const rebuilder = new Rebuilder({ ...about(), session, readModels, ...over });
  rebuilder.start();
  return { session, rebuilder };
};

const progress = () =>
  new RebuildRequests({ ...about(), service: 'spec', readModels }).progress('open_tallies');

/** The store of a worker that reads so far and no further, as if it were killed there. */
const readableUpTo = (position: number): RebuilderOptions['store'] =>
  Object.create(store, {
    readAll: {
      value: (ask: Parameters<typeof store.readAll>[0]) =>
        ask.after > position ? new Promise<never>(() => undefined) : store.readAll(ask),
    },
  });

/** One worker begins and dies half way, and another ends the rebuild; answers how far it was. */
const rebuildKilled = async (standing: number) => {
  const killed = aWorker({ store: readableUpTo(standing / 2), pageSize: 100 });
  const requests = new RebuildRequests({ ...about(), service: 'spec', readModels });
  await requests.ask(['open_tallies'], { jobId: randomUUID(), kind: 'rebuild', by: 'spec' });
  await until('it is half way', async () => ((await progress())?.done ?? 0) > standing / 2);
  await killed.session.close();
  const heir = aWorker({ pageSize: 100 });
  await until('it is switched', async () => (await progress())?.state === 'switched');
  return { heir, switchedAt: (await progress())?.done ?? 0 };
};

const expectTotals = async (raises: readonly number[]): Promise<void> => {
  const { rows } = await pool.query<{ total: number }>(
    `select total from ${SCHEMA}.open_tallies where key <> 'tally-extra'
       order by substr(key, 7)::int`,
  );
  expect(rows.map(({ total }) => total)).toEqual(raises);
};

/** The live table is what one pass over the whole log makes of nothing. */
const expectRebuiltIsLive = async (head: number): Promise<void> => {
  const live = await whole(SCHEMA);
  const other = new ProjectionRunner({ ...about(), schema: 'other', readModel: openTallies });
  other.start();
  await other.waitFor(head, 10_000);
  expect(await whole('other')).toBe(live);
  await other.stop();
};

it('rebuilds under commands and queries, killed half way: none fails or is lost', async () => {
  const runner = new ProjectionRunner({ ...about(), readModel: openTallies });
  runner.start();
  for (let n = 0; n < STREAMS; n += 1) await append(String(n), opened);
  await runner.waitFor(STREAMS, 5_000);
  const over = new AbortController();
  const writing = writeOn(over.signal, 100);
  const reading = [readOn(over.signal), readOn(over.signal)];
  await until('there is something to rebuild', () => runner.position > 1_000);
  const { heir, switchedAt } = await rebuildKilled(runner.position);
  await until('it is folded on', () => runner.position > switchedAt + 200);

  // A caller that waits for an acknowledged command sees it at once.
  const position = await append('extra', opened);
  over.abort();
  const raises = await writing;
  const seen = await Promise.all(reading);
  const head = await store.head();
  expect(await runner.waitFor(head, 5_000)).toBe(true);
  expect(position).toBeLessThanOrEqual(head);
  await expectTotals(raises);
  expect(seen.flatMap(({ failures }) => failures)).toEqual([]);
  expect(Math.min(...seen.map(({ reads }) => reads))).toBeGreaterThan(100);
  expect((await progress())?.proof?.rows).toBeGreaterThan(STREAMS);
  await expectRebuiltIsLive(head);
  await Promise.all([runner.stop(), heir.rebuilder.stop()]);
  await heir.session.close();
});

const whole = async (schema: string): Promise<string> =>
  [
    await dumpOf(pool, schema, 'open_tallies'),
    await dumpOf(pool, schema, 'open_tallies_versions'),
  ].join('\n');
