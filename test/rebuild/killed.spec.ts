import type { Caller, Json, Reply } from '@talentloop/testing/journeys';
import { until } from '@talentloop/testing';
import { enquiry } from '../journeys/steps/bodies';
import { Brake } from './steps/brake';
import { rebuildKills, seededEvents } from './steps/counts';
import { CentreProcesses } from './steps/installation';
import { readOn, writeOn, Written } from './steps/load';
import { hashOfTables, hashOfWholeLog } from './steps/table-hash';

const PER_SECOND = 200;
const WAIT_MS = 60_000 + seededEvents;
const WORKING = ['building', 'catching-up', 'comparing'];

let centre: CentreProcesses;
let brake: Brake;
let operator: Caller;
let worker: Caller;
let seeded: readonly string[];
const over = new AbortController();

beforeAll(async () => {
  centre = await CentreProcesses.start();
  brake = new Brake(centre.pool, 'service_centre');
  [operator, worker] = [centre.as('operator'), centre.as('caseworker')];
  seeded = await centre.seed(seededEvents);
  await centre.startWorker();
}, WAIT_MS * 2);
afterAll(async () => {
  over.abort();
  await centre.stop();
}, 30_000);

const names = async (): Promise<readonly string[]> => {
  const { body } = await operator.get('/read-models');
  return body.items.map(({ name }: Json) => String(name));
};

const progressOf = (all: readonly string[]): Promise<readonly Json[]> =>
  Promise.all(
    all.map(async (name) => (await operator.get(`/read-models/${name}/rebuild`)).body as Json),
  );

/**
 * Kills the worker in the middle of its work, which it continued from the earlier progress. Returns
 * the position that it had reached.
 */
const killAt = async (
  all: readonly string[],
  position: number,
  doneBefore: number,
): Promise<number> => {
  expect(await brake.driveTo(position)).toBeGreaterThan(doneBefore);
  await centre.killWorker();
  const killed = await progressOf(all);
  await brake.release();
  expect(killed.map(({ state }) => state)).toEqual(all.map(() => 'building'));
  for (const { done, total } of killed) expect(done).toBeLessThan(total);
  return Math.min(...killed.map(({ done }) => Number(done)));
};

/** Requests all rebuilds at once and kills their worker several times. Returns the positions. */
const rebuildKilled = async (
  all: readonly string[],
  written: Written,
): Promise<readonly number[]> => {
  await centre.killWorker(); // Without a worker the rebuild waits for the brake.
  await operator.do('/read-models/rebuild', { names: all });
  const killedAt: number[] = [];
  for (let kill = 1; kill <= rebuildKills; kill += 1) {
    await brake.hold();
    const { acknowledged } = written;
    await centre.startWorker();
    const position = (kill / (rebuildKills + 1)) * seededEvents;
    killedAt.push(await killAt(all, position, killedAt.at(-1) ?? 0));
    expect(written.acknowledged).toBeGreaterThan(acknowledged);
  }
  await centre.startWorker();
  return killedAt;
};

/** Waits for the last switch. Returns what had been acknowledged just before it. */
const switched = async (
  all: readonly string[],
  { opened }: Written,
): Promise<Written['opened']> => {
  let ended: readonly Json[] = [];
  let before: Written['opened'] = [];
  const isOver = async () => {
    const latest = opened.slice(-5);
    ended = await progressOf(all);
    const over = !ended.some(({ state }) => WORKING.includes(state));
    if (!over) before = latest;
    return over;
  };
  await until('all are switched', isOver, WAIT_MS);
  expect(ended.map(({ state, differing }) => ({ state, differing }))).toEqual(
    all.map(() => ({ state: 'switched', differing: 0 })),
  );
  return before;
};

/** Whether a case is in the list, asked with the Consistency-Token of its opening. */
const isListed = async ({ id, token }: Written['opened'][number]): Promise<boolean> => {
  const { number } = (await worker.get(`/cases/${id}`)).body;
  const { status, body } = await worker.get(`/cases?number=${number}`, {
    'consistency-token': token,
  });
  return status === 200 && body.items[0]?.id === id;
};

it(
  `rebuilds every read model under ${PER_SECOND} commands a second, killed ${rebuildKills} times`,
  async () => {
    const all = await names();
    expect([...all].sort()).toEqual(['cases', 'journeys', 'worklist']);
    const { signal } = over;
    const written = new Written();
    const began = performance.now();
    const writing = writeOn(worker, seeded, { perSecond: PER_SECOND, signal }, written);
    const reading = [
      readOn(worker, '/cases?limit=20', ({ body }) => String(body.items[0]?.createdAt), signal),
      readOn(worker, '/worklist?limit=20', () => '', signal),
    ];
    await until('commands go on', () => written.opened.length > 20, WAIT_MS);
    const killedAt = await rebuildKilled(all, written);
    for (const opened of await switched(all, written))
      expect([opened.id, await isListed(opened)]).toEqual([opened.id, true]);
    for (let i = 0; i < 20; i += 1)
      expect(await isListed(written.opened.at(-1) ?? { id: '', token: '' })).toBe(true);
    over.abort();
    await writing;
    const seconds = (performance.now() - began) / 1_000;
    const seen = await Promise.all(reading);
    expect(seen.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(written.failed).toEqual([]);
    expect(Math.min(...seen.map(({ reads }) => reads))).toBeGreaterThan(50);
    await expectNothingLost(written);
    const figures = {
      seeded: seededEvents,
      seconds: Math.round(seconds),
      killedAt,
      commands: written.acknowledged,
      perSecond: Math.round(written.acknowledged / seconds),
      held: written.held,
      reads: seen.reduce((sum, { reads }) => sum + reads, 0),
      failed: 0,
      lost: 0,
      equal: await expectRebuiltIsLive(),
    };
    console.log(`rebuilt under load, killed ${rebuildKills} times: ${JSON.stringify(figures)}`);
  },
  WAIT_MS * 3,
);

it(
  'rebuilds at start-up what an older version made, and serves that until it is ready',
  async () => {
    const { pool } = centre;
    await centre.killWorker();
    // As if an earlier release had made the table with another fold.
    await pool.query(`update service_centre.checkpoints set version = version - 1
      where name = 'read-model:worklist'`);
    await pool.query(`update service_centre.worklist set rank = -1000000`);
    const before = await worker.get('/worklist?limit=1');
    const ended = new AbortController();
    const { signal } = ended;
    const versionOf = (reply: Reply): string => (reply.body.items.length === 1 ? '1' : '');
    const reading = readOn(worker, '/worklist?limit=1', versionOf, signal);
    const opened = await worker.do('/cases', enquiry);
    await centre.startWorker();
    const progress = (await operator.get('/read-models/worklist/rebuild')).body;
    expect(progress).toMatchObject({ state: 'switched', differing: 0 });
    ended.abort();
    const seen = await reading;
    expect(seen.wrong).toEqual([]);
    expect(seen.reads).toBeGreaterThan(10);
    expect(before.body.items).toHaveLength(1);
    const { rows } = await pool.query<{ least: number; key: string | null }>(
      `select min(rank) as least, max(key) filter (where key = $1) as key
         from service_centre.worklist`,
      [opened.id],
    );
    expect(rows).toEqual([{ least: expect.any(Number), key: opened.id }]);
    expect(rows[0]?.least).toBeGreaterThan(-1_000_000);
  },
  WAIT_MS,
);

/** Every acknowledged command shows in the rows. */
const expectNothingLost = async ({ opened, notes }: Written): Promise<void> => {
  const { pool } = centre;
  const { store } = centre.here.writing;
  const head = await store.head();
  const reached = centre.here.progress.waitFor(['cases', 'worklist', 'journeys'], head, WAIT_MS);
  expect(await reached).toBe(true);
  const { rows } = await pool.query<{ key: string; revision: number }>(
    `select key, (row->>'revision')::int as revision from service_centre.cases`,
  );
  const revisions = new Map(rows.map(({ key, revision }) => [key, revision]));
  expect(opened.filter(({ id }) => !revisions.has(id))).toEqual([]);
  expect(rows.length).toBe(seeded.length + opened.length);
  const late = [...notes].filter(([id, n]) => revisions.get(id) !== 9 + n);
  expect(late).toEqual([]);
};

/**
 * By their hash, the switched rows equal those of one pass over the whole log into empty tables.
 */
const expectRebuiltIsLive = async (): Promise<Json> => {
  const { pool } = centre;
  const { service, store, codecs } = centre.here.writing;
  const proofs: Record<string, string> = {};
  for (const readModel of service.readModels) {
    const live = await hashOfTables(pool, service.schema, readModel);
    const about = { pool, store, codecs, readModel };
    const again = await hashOfWholeLog({ ...about, schema: 'whole_log' }, WAIT_MS);
    expect({ name: readModel.name, ...again }).toEqual({ name: readModel.name, ...live });
    proofs[readModel.name] = `${live.rows} rows, sha256 ${live.hash.slice(0, 12)}`;
  }
  return proofs;
};
