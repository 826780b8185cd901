import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Caller, type Json } from '@talentloop/testing/journeys';
import { testDatabase, type TestDatabase, until } from '@talentloop/testing';
import { Client } from 'pg';
import { enquiry, traveller } from '../journeys/steps/bodies';
import { eventCounts, settled } from '../journeys/steps/settled';
import { built } from './steps/built';
import { type Program, startProgram } from './steps/program';

const NOTES = 300;
const OPENINGS = 200;
const WRITERS = 32;
const TALENTS = 20;
/** Ten seconds of silence, and the work that the others must then do. */
const PAUSED_MS_MAX = 30_000;

/** The effects of every registration, once each. */
const EFFECTS = [
  'service_centre TalentHeardOf',
  'service_centre CaseNumberIssued',
  'service_centre CaseOpened',
  'service_centre TalentCaseFollowed',
  'talent_onboarding CaseLinked',
];

let database: TestDatabase;
let folder: string;
let postgres: Client;
/** Two processes of each role of the service centre, and one of each of onboarding. */
let centres: readonly Program[];
let workers: readonly Program[];
let onboarding: Program;
let programs: readonly Program[] = [];

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'talentloop-two-'));
  const environment = { DATABASE_URL: database.connectionString, TALENTLOOP_TRUST: folder };
  const [centre = '', worker = '', main = '', itsWorker = ''] = await built(
    'service-centre',
    'service-centre-worker',
    'talent-onboarding',
    'talent-onboarding-worker',
  );
  const files = [centre, centre, worker, worker, main, itsWorker];
  const started = await Promise.allSettled(files.map((file) => startProgram(file, environment)));
  programs = started.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  for (const it of started) if (it.status === 'rejected') throw it.reason;
  centres = programs.slice(0, 2);
  workers = programs.slice(2, 4);
  onboarding = programs[4] ?? onboarding;
  postgres = new Client({ connectionString: database.connectionString });
  await postgres.connect();
}, 150_000);
afterAll(async () => {
  await postgres?.end();
  await Promise.all(programs.map((program) => program.stop()));
  await database.drop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => each(i)));
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

/** The same person at each of the two processes in turn. */
const atEach = (persona: string): ((i: number) => Caller) => {
  const callers = centres.map(({ url }) => new Caller(url, persona));
  return (i) => callers[i % callers.length] ?? new Caller('', persona);
};

it(`split ${NOTES} notes on one case between them: ${NOTES} events, contiguous`, async () => {
  const worker = atEach('caseworker');
  const { id } = await worker(0).do('/cases', enquiry);
  const notes = await times(NOTES, (i) =>
    worker(i).do(`/cases/${id}/notes`, { text: `note ${i}` }),
  );
  const revisions = notes.map(({ revision }: Json) => Number(revision)).sort((a, b) => a - b);
  expect(revisions).toEqual(upTo(NOTES));
  for (const i of [0, 1]) {
    const { body } = await worker(i).get(`/cases/${id}`);
    expect(body.revision).toBe(NOTES);
    expect(new Set(body.notes.map(({ noteId }: Json) => noteId)).size).toBe(NOTES);
  }
}, 60_000);

it(`open ${OPENINGS} cases at once under as many numbers without a hole`, async () => {
  const online = atEach('caseworker-online');
  const opened = await times(OPENINGS, (i) =>
    online(i).do('/cases', { ...enquiry, centre: 'online' }),
  );
  const cases = await Promise.all(
    opened.map(({ id }: Json, i) => online(i + 1).get(`/cases/${id}`)),
  );
  const numbers = cases.map(({ body }) => Number(String(body.number).slice(-6)));
  expect(numbers.sort((a, b) => a - b)).toEqual(upTo(OPENINGS));
}, 60_000);

it('answers one key once, whichever of the two it reaches', async () => {
  const worker = atEach('caseworker');
  const replies = await times(10, (i) => worker(i).post('/cases', enquiry, { key: 'the-same' }));
  expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  const others = await times(6, (i) =>
    worker(i).post('/cases', { ...enquiry, subject: `other ${i % 2}` }, { key: 'disputed' }),
  );
  const statuses = others.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 201, 201, 422, 422, 422]);
}, 30_000);

/** The checkpoint of every follower of the log. */
const checkpoints = async (): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await postgres.query<{ name: string; position: string }>(
    'select name, position from service_centre.checkpoints',
  );
  return new Map(rows.map(({ name, position }) => [name, Number(position)]));
};

describe('two workers', () => {
  it('are fenced: positions only grow, and each effect is there once', async () => {
    const before = await eventCounts(database.connectionString);
    const portal = new Caller(onboarding.url, 'portal');
    const registered = times(TALENTS, () => portal.do('/talents', traveller));
    let last = await checkpoints();
    const grows = async (): Promise<void> => {
      const now = await checkpoints();
      for (const [name, position] of now)
        expect([name, position >= (last.get(name) ?? 0)]).toEqual([name, true]);
      last = now;
    };
    const talents = (await registered).map(({ id }: Json) => String(id));
    await until('every talent has a case', async () => {
      await grows();
      const counts = await eventCounts(database.connectionString);
      const more = (type: string): number => (counts[type] ?? 0) - (before[type] ?? 0);
      return more('talent_onboarding CaseLinked') >= TALENTS;
    });
    await settled(database.connectionString);
    const after = await eventCounts(database.connectionString);
    for (const type of EFFECTS)
      expect([type, (after[type] ?? 0) - (before[type] ?? 0)]).toEqual([type, TALENTS]);
    const worker = atEach('caseworker');
    for (const [i, id] of talents.entries()) {
      const { items } = (await worker(i).get(`/cases?talentId=${id}`)).body;
      expect(items).toHaveLength(1);
    }
  }, 60_000);

  it('have written rows that say what the cases say', async () => {
    await settled(database.connectionString);
    const { rows } = await postgres.query<{ row: Json }>('select "row" from service_centre.cases');
    const counts = await eventCounts(database.connectionString);
    expect(rows).toHaveLength(counts['service_centre CaseOpened'] ?? 0);
    const auditor = new Caller(centres[0]?.url ?? '', 'auditor');
    for (const { row } of rows.slice(0, 60)) {
      const { body } = await auditor.get(`/cases/${row.id}`);
      const { revision, status, number, assignee } = body;
      expect(row).toMatchObject({ revision, status, number, assignee });
    }
  }, 30_000);

  it.each([
    ['the first', 0],
    ['the second', 1],
  ])(
    'go on while %s is paused, which is fenced when it wakes',
    async (_, which) => {
      const before = await eventCounts(database.connectionString);
      const portal = new Caller(onboarding.url, 'portal');
      const talents: string[] = [];
      const register = async (): Promise<void> => {
        const { id } = await portal.do('/talents', traveller);
        talents.push(String(id));
      };
      const linked = async (): Promise<boolean> => {
        const [now, was] = [await eventCounts(database.connectionString), before];
        const type = 'talent_onboarding CaseLinked';
        return (now[type] ?? 0) - (was[type] ?? 0) === talents.length;
      };
      const paused = workers[which]?.pid ?? 0;
      // The process is stopped in the middle of its work, with the locks that it holds.
      await times(5, register);
      process.kill(paused, 'SIGSTOP');
      try {
        await times(5, register);
        await until('the other does it all', linked, PAUSED_MS_MAX);
      } finally {
        process.kill(paused, 'SIGCONT');
      }
      await times(5, register);
      await until('both go on', linked);
      await settled(database.connectionString);
      const after = await eventCounts(database.connectionString);
      for (const type of EFFECTS)
        expect([type, (after[type] ?? 0) - (before[type] ?? 0)]).toEqual([type, talents.length]);
    },
    90_000,
  );

  it('go on when one of them is killed', async () => {
    await workers[0]?.kill();
    const portal = new Caller(onboarding.url, 'portal');
    const { id } = await portal.do('/talents', traveller);
    const worker = atEach('caseworker');
    await worker(1).see(`/cases?talentId=${id}`, ({ items }) => items.length === 1);
    await portal.see(`/talents/${id}`, ({ cases }) => cases.length === 1);
  }, 30_000);
});

it('that is told to end under load answers everything it was asked, and ends', async () => {
  const [ending] = centres;
  const caller = atEach('caseworker')(0);
  const { id } = await caller.do('/cases', enquiry);
  const token = (await caller.post('/dev/token', { persona: 'caseworker' })).body.access_token;
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  const answers: string[] = [];
  /** Writes until the process closes the connection, or no process listens any more. */
  const write = async (n: number): Promise<void> => {
    let answer = '201';
    for (let i = 0; answer === '201'; i += 1) {
      const body = JSON.stringify({ text: `note ${n} ${i}` });
      answer = await postOver(agent, `${ending?.url}/cases/${id}/notes`, { token, body });
      if (answer !== 'ECONNREFUSED') answers.push(answer);
    }
  };
  const writing = times(WRITERS, write);
  await until('all are at work', () => answers.length > WRITERS * 5, 30_000);
  expect(await ending?.stop()).toBe(0);
  await writing;
  agent.destroy();
  // A drain that outlasts its limit cuts connections, which their writers would tell.
  expect(new Set(answers)).toEqual(new Set(['201', '201 close']));
  const { rows } = await postgres.query<{ n: number }>(
    `select count(*)::int as n from service_centre.events where stream = $1 and type = 'NoteAdded'`,
    [`case-${id}`],
  );
  expect(rows[0]?.n).toBe(answers.length);
}, 60_000);

/** The status, with `close` if the connection ends, or the error if there was no answer. */
const postOver = (
  agent: Agent,
  url: string,
  { token, body }: { token: string; body: string },
): Promise<string> =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(url, { agent, method: 'POST', headers }, (answer) => {
      const close = answer.headers.connection === 'close' ? ' close' : '';
      answer.resume().on('end', () => resolve(`${answer.statusCode}${close}`));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(body);
  });
