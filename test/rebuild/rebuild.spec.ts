import {
  type Caller,
  type Json,
  type Reply,
  startForTest,
  type TestInstallation,
} from '@talentloop/testing/journeys';
import type { Pool } from 'pg';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';

let app: TestInstallation;
let pool: Pool;
let operator: Caller;
let worker: Caller;

const CASES = 30;
const aCase = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'immigration',
  subject: 'A permit runs out on Friday',
};

beforeAll(async () => {
  app = await startForTest(ServiceCentreModule);
  ({ pool } = app.platform);
  [operator, worker] = [app.as('operator'), app.as('caseworker')];
  for (let i = 0; i < CASES; i += 1) {
    const { id } = await worker.do('/cases', aCase);
    if (i % 2 === 0) await worker.do(`/cases/${id}/claim`);
  }
  await operator.see('/read-models', ({ items }) => items.every(({ lag }: Json) => lag === 0));
}, 60_000);
afterAll(() => app.stop());

const settled = (name: string): Promise<Json> =>
  operator.see(`/read-models/${name}/rebuild`, ({ state }) =>
    ['switched', 'held', 'failed', 'cancelled'].includes(state),
  );

const rebuilt = async (name: string): Promise<Json> => {
  await operator.do(`/read-models/${name}/rebuild`);
  return settled(name);
};

/**
 * Repeats a request until the work is done. Returns the answers that were not 200, or that were
 * shorter than an earlier one.
 */
const readOnWhile = async (path: string, work: Promise<unknown>): Promise<readonly Reply[]> => {
  const wrong: Reply[] = [];
  let [over, most, reads] = [false, 0, 0];
  const end = work.finally(() => (over = true));
  while (!over) {
    const reply = await worker.get(path);
    const count = reply.status === 200 ? reply.body.items.length : 0;
    if (reply.status !== 200 || count < most) wrong.push(reply);
    [most, reads] = [Math.max(most, count), reads + 1];
  }
  await end;
  expect(reads).toBeGreaterThan(5);
  return wrong;
};

describe('a rebuild over HTTP', () => {
  it('is not there before somebody asks for one', async () => {
    expect((await operator.get('/read-models/cases/rebuild')).status).toBe(404);
    expect((await operator.get('/read-models/cases/rebuild/events')).status).toBe(404);
    expect((await operator.delete('/read-models/cases/rebuild')).status).toBe(404);
    expect((await operator.post('/read-models/cases/rebuild/accept')).status).toBe(404);
    const { status, body } = await operator.post('/read-models/cases/rollback');
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'nothing-to-roll-back-to' });
  });

  it('goes on beside reads and writes, tells how far it is, and switches', async () => {
    const { status, body } = await operator.post('/read-models/cases/rebuild');
    expect({ status, ...body }).toEqual({
      status: 202,
      jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const writing = (async () => {
      for (let i = 0; i < 40; i += 1) await worker.do('/cases', aCase);
      return settled('cases');
    })();
    expect(await readOnWhile('/cases?limit=200', writing)).toEqual([]);
    const progress = await writing;
    expect(progress).toMatchObject({
      jobId: body.jobId,
      kind: 'rebuild',
      state: 'switched',
      eta: 0,
      differences: [],
      services: [{ service: 'service-centre', proof: { rows: expect.any(Number) } }],
    });
    expect(progress.done).toBe(progress.total);
  });

  it('shows an acknowledged write to whoever waits for it, right after the switch', async () => {
    await rebuilt('cases');
    const written = await worker.post('/cases', aCase);
    const token = written.headers.get('consistency-token') ?? '';
    const { body } = await worker.get('/cases?limit=1', { 'consistency-token': token });
    expect(body.items[0].id).toBe(written.body.id);
  });

  it('streams its progress until it is over', async () => {
    await operator.do('/read-models/worklist/rebuild');
    const stream = await operator.get('/read-models/worklist/rebuild/events');
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const progress = String(stream.body)
      .split('\n\n')
      .flatMap((text) => /^event: progress\ndata: (.*)$/.exec(text)?.[1] ?? [])
      .map((text): Json => JSON.parse(text));
    expect(progress.at(-1)).toMatchObject({ name: 'worklist', state: 'switched' });
  });

  it('keeps every version of a temporal read model: the past answers as before', async () => {
    const at = new Date().toISOString();
    const before = await worker.get(`/worklist?limit=200&asOf=${at}`);
    await worker.do('/cases', aCase);
    expect(await rebuilt('worklist')).toMatchObject({ state: 'switched' });
    const after = await worker.get(`/worklist?limit=200&asOf=${at}`);
    expect(before.body.items.length).toBeGreaterThan(CASES);
    expect(after.body).toEqual(before.body);
  });

  it('is held by a row that was altered by SQL, until it is accepted', async () => {
    const { rows } = await pool.query<{ key: string }>(
      `update service_centre.cases set assignee = 'nobody-we-know'
         where key = (select min(key) from service_centre.cases) returning key`,
    );
    const key = rows[0]?.key;
    const held = await rebuilt('cases');
    expect(held).toMatchObject({ state: 'held', differing: 1 });
    expect(held.differences).toEqual([
      {
        key,
        live: expect.objectContaining({ assignee: 'nobody-we-know' }),
        rebuilt: expect.not.objectContaining({ assignee: 'nobody-we-know' }),
      },
    ]);
    expect(JSON.stringify(held)).not.toContain(aCase.subject);
    expect((await operator.post('/read-models/cases/rebuild/accept')).status).toBe(200);
    expect(await settled('cases')).toMatchObject({ state: 'switched', differing: 1 });
    const { body } = await worker.get('/cases?assignee=nobody-we-know');
    expect(body.items).toEqual([]);
  });

  it('rolls back to the rows before', async () => {
    await rebuilt('cases');
    await pool.query(`update service_centre.cases set assignee = 'nobody-we-know'`);
    const { id } = await worker.do('/cases', aCase);
    const { status, body } = await operator.post('/read-models/cases/rollback');
    expect({ status, state: body.state }).toEqual({ status: 200, state: 'switched' });
    const list = await worker.get('/cases?limit=200');
    expect(list.body.items[0].id).toBe(id);
    expect((await worker.get('/cases?assignee=nobody-we-know')).body.items).toEqual([]);
  });

  it('is cancelled: the live rows stay', async () => {
    await pool.query(
      `delete from service_centre.worklist
        where key = (select min(key) from service_centre.worklist)`,
    );
    const before = await worker.get('/worklist?limit=200');
    expect(await rebuilt('worklist')).toMatchObject({ state: 'held' });
    const cancelled = await operator.delete('/read-models/worklist/rebuild');
    const again = await operator.delete('/read-models/worklist/rebuild');
    for (const { status, body } of [cancelled, again]) {
      expect({ status, state: body.state }).toEqual({ status: 200, state: 'cancelled' });
    }
    expect((await operator.post('/read-models/worklist/rebuild/accept')).body.code).toBe(
      'not-held',
    );
    expect((await worker.get('/worklist?limit=200')).body).toEqual(before.body);
  });

  it('takes several in one job, and one key for one job', async () => {
    await operator.do('/read-models/worklist/rebuild');
    await settled('worklist');
    await operator.do('/read-models/worklist/rebuild/accept');
    await settled('worklist');
    const names = ['cases', 'worklist', 'journeys'];
    const asking = { key: 'these-three' };
    const { jobId } = await operator.do('/read-models/rebuild', { names }, asking);
    for (const name of names) {
      expect(await settled(name)).toMatchObject({ jobId, state: 'switched' });
    }
    expect(await operator.do('/read-models/rebuild', { names }, asking)).toEqual({ jobId });
    const other = await operator.post('/read-models/rebuild', { names: ['cases'] }, asking);
    expect(other.status).toBe(422);
    const everything = await operator.do('/read-models/rebuild', { all: true });
    for (const name of names) {
      expect(await settled(name)).toMatchObject({ ...everything, state: 'switched' });
    }
  });

  it('is the operator’s alone, and knows what there is', async () => {
    const supervisor = app.as('supervisor');
    for (const path of ['/read-models/cases/rebuild', '/read-models/cases/rollback']) {
      expect((await supervisor.post(path)).status).toBe(403);
      expect((await app.as('auditor').post(path)).status).toBe(403);
    }
    expect((await supervisor.get('/read-models/cases/rebuild')).status).toBe(403);
    expect((await operator.post('/read-models/nothing/rebuild')).status).toBe(404);
    expect((await operator.post('/read-models/rebuild', { names: ['nothing'] })).status).toBe(404);
    expect((await operator.post('/read-models/rebuild', { names: [] })).status).toBe(400);
    expect((await operator.post('/read-models/rebuild')).status).toBe(400);
    for (const body of [{ names: ['cases'], all: true }, { all: false }]) {
      expect((await operator.post('/read-models/rebuild', body)).status).toBe(400);
    }
    expect((await operator.delete('/read-models/cases/rebuild')).body.code).toBe('rebuild-over');
  });
});
