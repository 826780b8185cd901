import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { alteredStory, asOfWednesday, workedStory } from './audit/story.examples';
import { run } from './program';

const ID = workedStory.id;
const models = {
  items: [
    { service: 'service-centre', name: 'worklist', version: 2, position: 1_204, lag: 0 },
    { service: 'accommodation', name: 'occupancy', version: 1, position: 77, lag: 1_127 },
  ].map((item) => ({ ...item, state: 'live', eventsPerSecond: 812.4 })),
};

let answers: Record<string, object | undefined>;
let asked: { url: string; authorization: string | undefined; body: string }[];
let server: Server;
let url: string;
let folder: string;

beforeEach(async () => {
  asked = [];
  answers = {
    '/dev/token': { access_token: 'a-development-token' },
    '/cases/SC-LOOP-2026-000007': workedStory.now.state,
    [`/audit/cases/${ID}/history`]: { items: workedStory.items },
    [`/audit/cases/${ID}/state?revision=7`]: workedStory.now,
    [`/audit/cases/${ID}/state?revision=2`]: workedStory.now,
    [`/audit/cases/${ID}/state?at=2026-03-04T04:00:00.000Z`]: asOfWednesday.asOf?.state,
    '/audit/verify': { events: 1_204, ok: true },
    '/read-models': models,
  };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { url: at = '', headers } = request;
      asked.push({ url: at, authorization: headers.authorization, body });
      const answer = answers[at];
      response.statusCode = answer ? 200 : 404;
      response.end(
        JSON.stringify(
          answer ?? { title: 'The requested resource does not exist', detail: 'nothing' },
        ),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  folder = await mkdtemp(path.join(tmpdir(), 'cli-'));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true, force: true });
});

const talentloop = async (line: string, environment: Record<string, string> = {}, keys = '') => {
  let [out, error, keysLeft] = ['', '', keys];
  const code = await run(line.split(' '), {
    environment: { TALENTLOOP_URL: url, ...environment },
    write: (text) => (out += text),
    writeError: (text) => (error += text),
    columns: 80,
    colour: false,
    more: async () => {
      const [key] = keysLeft;
      keysLeft = keysLeft.slice(1);
      return key !== 'q';
    },
  });
  return { code, out, error };
};

describe('audit replay', () => {
  it('draws a case by its number', async () => {
    const { code, out } = await talentloop('audit replay sc-loop-2026-000007');
    expect(code).toBe(0);
    expect(out).toContain('Case SC-LOOP-2026-000007');
    expect(out).toContain('paused 2 days 4 h, waiting on talent');
    expect(asked[0]).toMatchObject({ url: '/dev/token', body: '{"persona":"auditor"}' });
    const [, ...others] = asked;
    expect(new Set(others.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer a-development-token']),
    );
  });

  it('shows a moment, given in UTC+8', async () => {
    const { out } = await talentloop(`audit replay cases/${ID} --at 2026-03-04T12:00`);
    expect(out).toContain('12:00:00 ┿━ as recorded on Wed 4 Mar 2026, revision 4');
  });

  it('goes step by step until the reader has had enough', async () => {
    const all = await talentloop(`audit replay cases/${ID} --step`);
    expect(all.out).toBe((await talentloop(`audit replay cases/${ID}`)).out);
    const some = await talentloop(`audit replay cases/${ID} --step`, {}, 'nq');
    expect(some.out).toContain('Case assigned');
    expect(some.out).not.toContain('Work started');
  });

  it('prints one document', async () => {
    const { out } = await talentloop(`audit replay cases/${ID} --at 2026-03-04T12:00 --json`);
    expect(JSON.parse(out)).toMatchObject({
      category: 'cases',
      id: ID,
      verified: true,
      now: { status: 'resolved' },
      asOf: { at: '2026-03-04T04:00:00.000Z', state: { status: 'waiting' } },
    });
  });

  it('finds what was altered', async () => {
    answers[`/audit/cases/${ID}/history`] = { items: alteredStory.items };
    const { code, out } = await talentloop(`audit replay cases/${ID}`);
    expect(code).toBe(1);
    expect(out).toContain('4 events, 2 NOT VERIFIED');
  });

  it.each([
    ['audit replay', 'missing required argument'],
    ['audit replay something', 'neither a case number'],
    ['audit replay cases/1 --at soon', 'soon is no instant'],
    ['audit replay cases/1', 'There is nothing at cases/1'],
    ['audit replay SC-LOOP-2026-999999', 'There is no case'],
    ['audit replay cases/1 --wrong', 'unknown option'],
    ['replay', 'unknown command'],
    ['kafka prepare', 'KAFKA_BROKERS must name the cluster'],
  ])('answers %s with 2 and why', async (line, why) => {
    const { code, out, error } = await talentloop(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(why);
  });
});

describe('audit verify', () => {
  it('is content, or names the first flaw', async () => {
    const fine = await talentloop('audit verify');
    expect(fine).toMatchObject({ code: 0, out: expect.stringContaining('✓ 1,204 events') });
    const firstBroken = {
      service: 'service-centre',
      position: 12,
      stream: `case-${ID}`,
      revision: 3,
      kind: 'hash-mismatch',
    };
    answers['/audit/verify'] = { events: 11, ok: false, firstBroken };
    const broken = await talentloop('audit verify --category cases');
    expect(broken.code).toBe(1);
    expect(broken.out).toContain('✗ BROKEN at position 12 of service-centre');
    expect(broken.out).toContain(`case-${ID}, revision 3`);
    expect(asked.at(-1)?.body).toBe('{"category":"cases"}');
    const document = await talentloop('audit verify --json');
    expect(JSON.parse(document.out)).toEqual({ events: 11, ok: false, firstBroken });
  });

  it('asks every service where each runs by itself, and sums', async () => {
    const port = Number(new URL(url).port);
    const api = (service: string) => ({ service, role: 'api', pid: 1, port });
    const processes = [api('talent-onboarding'), api('service-centre')];
    const file = path.join(folder, 'run.json');
    await writeFile(file, JSON.stringify({ url, postgres: '', processes }));
    const here = { TALENTLOOP_URL: '', TALENTLOOP_DATA: folder };
    const { out } = await talentloop('audit verify --json', here);
    expect(JSON.parse(out)).toEqual({ events: 2_408, ok: true });
  });

  it.each([['--id 1'], ['--category people']])('refuses %s', async (options) => {
    expect((await talentloop(`audit verify ${options}`)).code).toBe(2);
  });
});

it('lists the read models, one that stopped being a finding', async () => {
  const fine = await talentloop('read-models');
  expect(fine.code).toBe(0);
  expect(fine.out.split('\n')).toEqual([
    'service         read model  version  position  behind  state  events/s',
    'service-centre  worklist          2     1,204       0  live        812',
    'accommodation   occupancy         1        77   1,127  live        812',
    '',
  ]);
  const stopped = { state: 'stopped', stoppedAt: 78, cause: 'hash' };
  answers['/read-models'] = { items: models.items.map((item) => ({ ...item, ...stopped })) };
  const found = await talentloop('read-models');
  expect(found).toMatchObject({
    code: 1,
    out: expect.stringContaining('stopped at position 78: hash'),
  });
});

describe('an installation', () => {
  it('that does not run is said so, in the document too', async () => {
    const nowhere = { TALENTLOOP_URL: '', TALENTLOOP_DATA: folder };
    const { code, out, error } = await talentloop('read-models --json', nowhere);
    expect(code).toBe(2);
    expect(error).toContain('Start one with npm start');
    expect(JSON.parse(out)).toEqual({ error: error.trim() });
    const away = await talentloop('read-models', { TALENTLOOP_URL: 'http://127.0.0.1:9' });
    expect(away).toMatchObject({ code: 2, error: expect.stringContaining('Nothing answers at') });
  });

  it('of an OIDC issuer wants a token', async () => {
    answers['/dev/token'] = undefined;
    const without = await talentloop('read-models');
    expect(without).toMatchObject({ code: 2, error: expect.stringContaining('TALENTLOOP_TOKEN') });
    expect((await talentloop('read-models', { TALENTLOOP_TOKEN: 'given' })).code).toBe(0);
    expect(asked.at(-1)?.authorization).toBe('Bearer given');
  });
});

it('helps', async () => {
  const { code, out } = await talentloop('--help');
  expect(code).toBe(0);
  expect(out).toContain('Exit codes: 0 no problem; 1 a problem was found; 2 no answer');
  expect((await talentloop('audit')).code).toBe(2);
});
