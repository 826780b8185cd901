import { createServer, type Server } from 'node:http';
import { Writable } from 'node:stream';
import { run } from '../program';

interface SentRequest {
  readonly what: string;
  readonly body: string;
}

/** An installation that gives its answers one after another, and repeats the last one. */
class Stub {
  readonly asked: SentRequest[] = [];
  private readonly server: Server;

  constructor(private readonly answers: Record<string, object[]>) {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        const what = `${request.method} ${request.url}`;
        this.asked.push({ what, body });
        const queue = this.answers[what];
        const answer = queue && queue.length > 1 ? queue.shift() : queue?.[0];
        response.statusCode = answer ? 200 : 404;
        response.end(JSON.stringify(answer ?? { title: 'The requested resource does not exist' }));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  get commands(): readonly string[] {
    return this.asked.map(({ what }) => what).filter((what) => !what.startsWith('GET'));
  }
}

const item = (state: string, over: object = {}): object => ({
  name: 'cases',
  jobId: 'a-job',
  kind: 'rebuild',
  state,
  done: 1_204,
  total: 1_204,
  eventsPerSecond: 40_000,
  eta: 0,
  differing: 0,
  differences: [],
  ...over,
  services: [
    {
      service: 'service-centre',
      ...(state === 'switched' && { proof: { position: 1_204, rows: 96, hash: 'ab'.repeat(32) } }),
    },
  ],
});
const held = item('held', {
  differing: 102,
  differences: [
    {
      key: 'c-1',
      live: { key: 'c-1', assignee: 'nobody', row: { status: 'open' } },
      rebuilt: { key: 'c-1', assignee: null, row: { status: 'closed' } },
    },
    { key: 'c-2', position: 7, live: null, rebuilt: { key: 'c-2' } },
  ],
});

let stub: Stub;
afterEach(() => stub.stop());

const talentloop = async (line: string, answers: Record<string, object[]>, terminal = false) => {
  stub = new Stub({
    'POST /dev/token': [{ access_token: 'a-token' }],
    'GET /read-models': [{ items: [model('cases'), model('worklist')] }],
    'POST /read-models/rebuild': [{ jobId: 'a-job' }],
    ...answers,
  });
  const url = await stub.start();
  let [out, error, drawn] = ['', '', ''];
  const progress = new Writable({
    write: (chunk, _, done) => {
      drawn += String(chunk);
      done();
    },
  });
  const code = await run(line.split(' '), {
    environment: { TALENTLOOP_URL: url },
    write: (text) => (out += text),
    writeError: (text) => (error += text),
    columns: 80,
    colour: false,
    more: async () => true,
    ...(terminal && { progress: Object.assign(progress, { isTTY: true }) }),
  });
  return { code, out, error, drawn };
};

const model = (name: string): object => ({
  service: 'service-centre',
  name,
  version: 1,
  position: 1_204,
  lag: 0,
  state: 'live',
  eventsPerSecond: 0,
});

const REBUILD = 'GET /read-models/cases/rebuild';

describe('read-models rebuild', () => {
  it('stays until it is switched, and says what was compared', async () => {
    const building = item('building', { done: 400, eta: 2 });
    const { code, out, drawn } = await talentloop(
      'read-models rebuild cases',
      { [REBUILD]: [building, item('switched')] },
      true,
    );
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      '✓ cases switched at position 1,204',
      '    service-centre: 96 rows equal at position 1,204, sha256 abababababababab…',
      '',
    ]);
    expect(drawn).toContain('33%  400 of 1,204  40,000/s  2 s left  building');
    expect(stub.asked[0]).toMatchObject({ body: '{"persona":"operator"}' });
    expect(stub.asked.find(({ what }) => what === 'POST /read-models/rebuild')?.body).toBe(
      '{"names":["cases"]}',
    );
  });

  it('lists the rows that hold it, which is a finding', async () => {
    const { code, out } = await talentloop('read-models rebuild cases', { [REBUILD]: [held] });
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      '✗ cases is held: 102 rows differ from the log',
      '    c-1',
      '      assignee: nobody → null',
      '      row.status: open → closed',
      '    c-2, version at position 7',
      '      exists only in the rebuilt table',
      '    … and 100 more',
      '',
    ]);
  });

  it('switches all the same when told to', async () => {
    const { code } = await talentloop('read-models rebuild cases --accept-differences', {
      [REBUILD]: [held, item('switched')],
      'POST /read-models/cases/rebuild/accept': [item('catching-up')],
    });
    expect(code).toBe(0);
    expect(stub.commands).toContain('POST /read-models/cases/rebuild/accept');
  });

  it('takes several, prints one document, and need not stay', async () => {
    const { code, out } = await talentloop('read-models rebuild cases worklist --no-wait --json', {
      [REBUILD]: [item('building')],
      'GET /read-models/worklist/rebuild': [item('building', { name: 'worklist' })],
    });
    expect(code).toBe(0);
    expect(JSON.parse(out).items.map(({ name }: { name: string }) => name)).toEqual([
      'cases',
      'worklist',
    ]);
  });

  it('takes all that there are, when told so instead of names', async () => {
    const { code } = await talentloop('read-models rebuild --all --no-wait', {
      [REBUILD]: [item('building')],
      'GET /read-models/worklist/rebuild': [item('building', { name: 'worklist' })],
    });
    expect(code).toBe(0);
    expect(stub.asked.find(({ what }) => what === 'POST /read-models/rebuild')?.body).toBe(
      '{"names":["cases","worklist"]}',
    );
    for (const line of ['read-models rebuild', 'read-models rebuild cases --all']) {
      await stub.stop();
      const { code: refused, error } = await talentloop(line, {});
      expect({ refused, error }).toEqual({
        refused: 2,
        error: 'Give the names of read models, or --all.\n',
      });
      expect(stub.asked).toEqual([]);
    }
  });

  it('says why it failed, and which name nobody knows', async () => {
    const failed = item('failed', { cause: 'the log is broken at position 7: hash' });
    const { code, out } = await talentloop('read-models rebuild cases', { [REBUILD]: [failed] });
    expect({ code, out }).toEqual({
      code: 1,
      out: '✗ cases failed: the log is broken at position 7: hash; the live rows stay\n',
    });
    await stub.stop();
    const unknown = await talentloop('read-models rebuild something', {});
    expect(unknown).toMatchObject({ code: 2, error: 'There is no read model something.\n' });
    expect(stub.commands).toEqual(['POST /dev/token']);
  });
});

describe('a rebuild that is there', () => {
  it.each([
    ['cancel', 'DELETE /read-models/cases/rebuild', 'cancelled', '✗ cases cancelled'],
    ['accept', 'POST /read-models/cases/rebuild/accept', 'switched', '✓ cases switched'],
    ['rollback', 'POST /read-models/cases/rollback', 'switched', '✓ cases switched'],
  ])('%s asks for that', async (word, asked, state, expected) => {
    const answers = { [asked]: [item(state)], [REBUILD]: [item(state)] };
    const { code, out } = await talentloop(`read-models ${word} cases`, answers);
    expect(code).toBe(0);
    expect(out).toContain(expected);
    expect(stub.commands).toContain(asked);
  });

  it('is not there for a name that was never rebuilt', async () => {
    const { code, error } = await talentloop('read-models cancel cases', {});
    expect({ code, error }).toEqual({ code: 2, error: 'cases has no rebuild.\n' });
  });
});
