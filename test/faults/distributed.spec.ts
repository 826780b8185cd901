import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeBundledPostgres } from '@talentloop/bundled-postgres';
import type { Reply } from '@talentloop/testing/journeys';
import { serviceNames } from '@talentloop/service-catalogue';
import { until } from '@talentloop/testing';
import { arrival, homes } from '../journeys/steps/arrival';
import { type Known, type Send, take, type Taken } from '../journeys/steps/journey';
import { eventCounts, settled } from '../journeys/steps/settled';
import { findAddresses, Traveller } from '../journeys/steps/traveller';
import type { As } from '../journeys/steps/world';
import { built } from './steps/built';
import { processKills, seed } from './steps/counts';
import { freeBase } from './steps/ports';
import { type Program, startProgram } from './steps/program';
import { randomFrom } from './steps/random';

interface Running {
  readonly service: string;
  readonly role: 'api' | 'worker';
  readonly pid: number;
  readonly port: number;
}

const PROCESSES = 2 * serviceNames.length;
const ANSWER_MS_MAX = 30_000;

const random = randomFrom(seed);
let folder: string;
let program: Program;
let postgres: string;
let urlOf: (at: string) => string;

const run = async (): Promise<{ postgres: string; processes: readonly Running[] }> =>
  JSON.parse(await readFile(path.join(folder, 'data/run.json'), 'utf8')) as {
    postgres: string;
    processes: readonly Running[];
  };

beforeAll(async () => {
  const [file = ''] = await built(
    'distributed',
    ...serviceNames.flatMap((name) => [name, `${name}-worker`]),
  );
  folder = await mkdtemp(path.join(tmpdir(), 'talentloop-distributed-'));
  await chmod(folder, 0o755);
  const base = await freeBase(serviceNames.length);
  program = await startProgram(file, {
    TALENTLOOP_DATA: path.join(folder, 'data'),
    TALENTLOOP_PORT_BASE: String(base),
  });
  const all = `in ${PROCESSES} processes`;
  await until('every process listens', () => program.log().includes(all), ANSWER_MS_MAX);
  const { processes, ...installation } = await run();
  ({ postgres } = installation);
  const apis = processes.filter(({ role }) => role === 'api');
  urlOf = await findAddresses(apis.map(({ port }) => `http://127.0.0.1:${port}`));
}, 150_000);
afterAll(async () => {
  await program?.stop();
  removeBundledPostgres(path.join(folder, 'data'));
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** A caller that repeats a GET while the process that it asks is starting again. */
class PatientTraveller extends Traveller {
  override async get(at: string, headers?: Readonly<Record<string, string>>): Promise<Reply> {
    let reply: Reply | undefined;
    await until(
      `an answer from ${at}`,
      async () => (reply = await super.get(at, headers).catch(() => undefined)) !== undefined,
      ANSWER_MS_MAX,
    );
    return reply ?? Promise.reject(new Error(at));
  }
}

const callersFor =
  (known: Known): As =>
  (who) =>
    new PatientTraveller(urlOf, who, who === 'talent' ? known['talent'] : undefined);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Kills one of the processes at random. */
const killOne = async (): Promise<void> => {
  const { processes } = await run();
  const living = processes.filter(({ pid }) => isAlive(pid));
  const chosen = living[Math.floor(random() * living.length)];
  if (chosen) process.kill(chosen.pid, 'SIGKILL');
};

/**
 * Repeats a command under the same key until there is an answer, because the process may be
 * starting again.
 */
const insist: Send = async (caller, { path: at, body }, key) => {
  let answer: Awaited<ReturnType<Send>> | undefined;
  await until(
    `an answer from ${at}`,
    async () => {
      answer = await caller()
        .post(at, body, { key })
        .catch(() => undefined);
      return answer !== undefined && answer.status !== 503;
    },
    ANSWER_MS_MAX,
  );
  return answer ?? Promise.reject(new Error(at));
};

type Counts = Readonly<Record<string, number>>;
const counted = async (): Promise<Counts> => {
  await settled(postgres);
  return eventCounts(postgres);
};

const travel = async (before?: () => Promise<void>): Promise<[readonly Taken[], Counts]> => {
  const from = await counted();
  const known: Known = {};
  const as = callersFor(known);
  const taken = await take({ as, known }, [...homes, ...arrival], {
    send: insist,
    ...(before && { before }),
  });
  const to = await counted();
  return [
    taken,
    Object.fromEntries(Object.entries(to).map(([type, n]) => [type, n - (from[type] ?? 0)])),
  ];
};

let undisturbed: Counts = {};

it('takes a talent through three services, each as an api and a worker', async () => {
  const { processes } = await run();
  expect(processes).toHaveLength(PROCESSES);
  expect(new Set(processes.map(({ service, role }) => `${service} ${role}`)).size).toBe(PROCESSES);
  const [taken, written] = await travel();
  undisturbed = written;
  expect(taken.every(({ reply }) => reply.status < 300)).toBe(true);
}, 60_000);

it('asks the other services for what lies there, and names who does not answer', async () => {
  const { items } = (await callersFor({})('auditor').get('/accommodation-requests')).body;
  const { correlationId } = items[0];
  const auditor = callersFor({})('auditor');
  const tree = await auditor.see(
    `/audit/correlations/${correlationId}`,
    ({ unavailable }) => unavailable.length === 0,
  );
  expect(tree.items).toMatchObject([{ service: 'talent-onboarding', type: 'TalentRegistered' }]);
});

it(`goes on when ${processKills} of them are killed on the way, one after another`, async () => {
  let left = processKills;
  const steps = homes.length + arrival.length;
  const [, written] = await travel(async () => {
    if (left === 0 || random() > (2 * processKills) / steps) return;
    left -= 1;
    await killOne();
  });
  for (; left > 0; left -= 1) await killOne();
  expect(written).toEqual(undisturbed);
  await until(
    'run.json names as many that live',
    async () => {
      const { processes } = await run();
      return processes.length === PROCESSES && processes.every(({ pid }) => isAlive(pid));
    },
    ANSWER_MS_MAX,
  );
  for (const at of ['/talents', '/cases', '/units']) {
    const auditor = callersFor({})('auditor');
    await until(
      `${at} is served`,
      () =>
        auditor.get(at).then(
          ({ status }) => status === 200,
          () => false,
        ),
      ANSWER_MS_MAX,
    );
  }
}, 120_000);
