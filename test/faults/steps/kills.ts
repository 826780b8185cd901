import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from '@talentloop/testing/journeys';
import { arrival, homes } from '../../journeys/steps/arrival';
import { type Known, type Send, type Step, take, type Taken } from '../../journeys/steps/journey';
import type { As } from '../../journeys/steps/world';
import type { Installation } from './installation';
import { randomFrom } from './random';

const KILLS_PER_JOURNEY_MAX = 12;

const steps: readonly Step[] = [...homes, ...arrival];

/** How many events of each type there are once all processes have finished their work. */
export type Counts = Readonly<Record<string, number>>;

export interface Killing {
  readonly installation: Installation;
  readonly counted: () => Promise<Counts>;
  readonly seed: number;
}

/** When to kill the process: a time after the command was sent, or after it was answered. */
interface Kill {
  readonly after: 'sending' | 'the answer';
  readonly delayMs: number;
}

interface Travelled {
  readonly known: Known;
  readonly taken: readonly Taken[];
  readonly written: Counts;
}

const essenceOf = ({ status, body, headers }: Reply) => ({
  status,
  body,
  etag: headers.get('etag'),
  location: headers.get('location'),
});

/** How many events of each type a journey has written. */
const more = (now: Counts, before: Counts): Counts =>
  Object.fromEntries(Object.entries(now).map(([type, n]) => [type, n - (before[type] ?? 0)]));

/** Journeys through an installation that is killed several times on the way. */
export class KilledJourneys {
  private readonly random: () => number;
  private undisturbed: Counts = {};

  constructor(private readonly killing: Killing) {
    this.random = randomFrom(killing.seed);
  }

  /** Takes the journey once without kills. Returns how many events it writes. */
  async rehearse(): Promise<number> {
    ({ written: this.undisturbed } = await this.travel(new Map()));
    return Object.values(this.undisturbed).reduce((sum, n) => sum + n, 0);
  }

  /** Checks that nothing is lost or done twice, and that every command is answered as before. */
  async survive(kills: number): Promise<void> {
    const { installation, counted } = this.killing;
    for (let left = kills; left > 0; left -= KILLS_PER_JOURNEY_MAX) {
      const plan = this.plan(Math.min(left, KILLS_PER_JOURNEY_MAX));
      const { known, taken, written } = await this.travel(plan);
      expect(written).toEqual(this.undisturbed);
      const before = await counted();
      const as = this.callersFor(known);
      for (const { step, asked, key, reply } of taken) {
        const again = await as(step.who).post(asked.path, asked.body, { key });
        expect([step.name, essenceOf(again)]).toEqual([step.name, essenceOf(reply)]);
      }
      expect(await counted()).toEqual(before);
    }
    const verified = await installation.as('auditor').post('/audit/verify');
    expect(verified.body).toMatchObject({ ok: true });
  }

  /** Plans a kill for some steps, chosen at random. */
  private plan(count: number): ReadonlyMap<string, Kill> {
    const left = [...steps];
    const chosen = Array.from({ length: count }, () => {
      const [step] = left.splice(Math.floor(this.random() * left.length), 1);
      const kill: Kill =
        this.random() < 0.6
          ? { after: 'sending', delayMs: this.random() * 12 }
          : { after: 'the answer', delayMs: this.random() * 40 };
      return [step?.name ?? '', kill] as const;
    });
    return new Map(chosen);
  }

  private async travel(kills: ReadonlyMap<string, Kill>): Promise<Travelled> {
    const { counted } = this.killing;
    const before = await counted();
    const known: Known = {};
    const as = this.callersFor(known);
    const taken = await take({ as, known }, steps, { send: this.sendThrough(kills) });
    return { known, taken, written: more(await counted(), before) };
  }

  private callersFor(known: Known): As {
    const { installation } = this.killing;
    return (who) => installation.as(who, who === 'talent' ? known['talent'] : undefined);
  }

  /**
   * Sends, kills the process as planned, starts it again, and repeats the request under the same
   * key.
   */
  private sendThrough(kills: ReadonlyMap<string, Kill>): Send {
    const { installation } = this.killing;
    return async (caller, { path, body }, key, { name }) => {
      const kill = kills.get(name);
      if (!kill) return caller().post(path, body, { key });
      const asker = caller();
      await asker.get('/health/live'); // The caller gets its token before the time is measured.
      const answer = asker.post(path, body, { key }).catch(() => undefined);
      if (kill.after === 'the answer') await answer;
      await pause(kill.delayMs);
      await installation.kill();
      await installation.start();
      const acknowledged = await answer;
      const again = await caller().post(path, body, { key });
      if (acknowledged)
        expect([name, kill, essenceOf(again)]).toEqual([name, kill, essenceOf(acknowledged)]);
      return again;
    };
  }
}
