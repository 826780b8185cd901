import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from '@talentloop/journey-testing';
import { arrival, homes } from '../journeys/steps/arrival';
import { type Known, type Send, type Step, take, type Taken } from '../journeys/steps/journey';
import type { As } from '../journeys/steps/world';
import { eventCounts, settled } from '../journeys/steps/settled';
import { Installation } from './steps/installation';
import { randomFrom } from './steps/random';

/** The long form takes hundreds; the gate takes what fits its time. */
const KILLS = Number(process.env['TALENTLOOP_KILLS'] ?? 12);
const SEED = Number(process.env['TALENTLOOP_SEED'] ?? 20_261_123);
const KILLS_PER_JOURNEY_MAX = 12;
const START_MS_MAX = 10_000;

const steps: readonly Step[] = [...homes, ...arrival];
const random = randomFrom(SEED);

/** When the process is killed: so long after the command was sent, or after it was answered. */
interface Kill {
  readonly after: 'sending' | 'the answer';
  readonly delayMs: number;
}

/** For some steps, chosen at random, a kill. */
const planKills = (count: number): ReadonlyMap<string, Kill> => {
  const left = [...steps];
  const chosen = Array.from({ length: count }, () => {
    const [step] = left.splice(Math.floor(random() * left.length), 1);
    const kill: Kill =
      random() < 0.6
        ? { after: 'sending', delayMs: random() * 12 }
        : { after: 'the answer', delayMs: random() * 40 };
    return [step?.name ?? '', kill] as const;
  });
  return new Map(chosen);
};

let installation: Installation;
let postgres: string;
let undisturbed: Readonly<Record<string, number>>;

const told = ({ status, body, headers }: Reply) => ({
  status,
  body,
  etag: headers.get('etag'),
  location: headers.get('location'),
});

/** Sends, kills the process as planned, starts it again, and asks again under the same key. */
const sendThrough =
  (kills: ReadonlyMap<string, Kill>): Send =>
  async (caller, { path, body }, key, { name }) => {
    const kill = kills.get(name);
    if (!kill) return caller().post(path, body, { key });
    const asker = caller();
    await asker.get('/health/live'); // Who asks has a token before it is about time.
    const answer = asker.post(path, body, { key }).catch(() => undefined);
    if (kill.after === 'the answer') await answer;
    await pause(kill.delayMs);
    await installation.kill();
    await installation.start();
    const acknowledged = await answer;
    const again = await caller().post(path, body, { key });
    if (acknowledged) expect([name, kill, told(again)]).toEqual([name, kill, told(acknowledged)]);
    return again;
  };

const counted = async (): Promise<Readonly<Record<string, number>>> => {
  await settled(postgres);
  return eventCounts(postgres);
};

/** How many events of each type a journey has written. */
const more = (
  now: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(now).map(([type, n]) => [type, n - (before[type] ?? 0)]));

const callersFor =
  (known: Known): As =>
  (who) =>
    installation.as(who, who === 'talent' ? known['talent'] : undefined);

interface Travelled {
  readonly known: Known;
  readonly taken: readonly Taken[];
  readonly written: Readonly<Record<string, number>>;
}

const travel = async (kills: ReadonlyMap<string, Kill>): Promise<Travelled> => {
  const before = await counted();
  const known: Known = {};
  const as = callersFor(known);
  const taken = await take({ as, known }, steps, { send: sendThrough(kills) });
  return { known, taken, written: more(await counted(), before) };
};

beforeAll(async () => {
  installation = await Installation.create();
  postgres = await installation.connectionString();
  ({ written: undisturbed } = await travel(new Map()));
}, 90_000);
afterAll(() => installation.remove(), 30_000);

it(
  `loses nothing and does nothing twice when it is killed, ${KILLS} times (seed ${SEED})`,
  async () => {
    expect(Object.values(undisturbed).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(60);
    for (let left = KILLS; left > 0; left -= KILLS_PER_JOURNEY_MAX) {
      const kills = planKills(Math.min(left, KILLS_PER_JOURNEY_MAX));
      const { known, taken, written } = await travel(kills);
      expect(written).toEqual(undisturbed);
      const before = await counted();
      const as = callersFor(known);
      for (const { step, asked, key, reply } of taken) {
        const again = await as(step.who).post(asked.path, asked.body, { key });
        expect([step.name, told(again)]).toEqual([step.name, told(reply)]);
      }
      expect(await counted()).toEqual(before);
    }
    const verified = await installation.as('auditor').post('/audit/verify');
    expect(verified.body).toMatchObject({ ok: true });
  },
  60_000 + KILLS * START_MS_MAX,
);
