import { addDays, localDay, startOfLocalDay } from '@talentloop/locale';
import type { Instant } from '@talentloop/event-sourcing';
import { z } from 'zod';
import { foundation, life } from './demo-world';
import { DemoClient } from './seed/demo-client';
import { Names } from './seed/names';
import { settledBy } from './seed/settled';
import { correlationOf, type MoveClock, tellStories } from './seed/tell-stories';
import type { Story } from './story';

/** The last day of the world before today is its 118th day, so all of its days are over. */
const DAYS_BACK = 119;

/** The clock of a development installation. */
export interface SeedClock {
  now(): Instant;
  moveTo(target: (now: Instant) => Instant): Promise<Instant>;
}

export interface Seeding {
  readonly url: string;
  readonly clock: SeedClock;
  readonly progress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/**
 * `seeded` by this call, `complete` since an earlier start, or `foreign`: the logs contain other
 * data.
 */
export type Outcome = 'seeded' | 'complete' | 'foreign';

/**
 * The first and the last thing that happens in the world. If the logs contain them, they show how
 * far the seeding is.
 */
const FIRST = 'sponsor Mudskipper Vision';
const LAST = 'enquiry welcome';

const items = z.looseObject({ items: z.array(z.unknown()) });
const firstEvent = z.looseObject({ items: z.tuple([z.looseObject({ recordedAt: z.string() })]) });

/** The Monday, at midnight in the park, on which the world begins if it is seeded now. */
export const beginningBefore = (nowMs: number): number => {
  const day = addDays(localDay(new Date(nowMs).toISOString()), -DAYS_BACK);
  const weekday = new Date(day).getUTCDay();
  return Date.parse(startOfLocalDay(addDays(day, -((weekday + 6) % 7))));
};

const isEmpty = async (client: DemoClient): Promise<boolean> => {
  const lists = ['/talents', '/sponsors', '/cases', '/properties', '/accommodation-requests'];
  const first = await Promise.all(lists.map((list) => client.get('auditor', `${list}?limit=1`)));
  return first.every((list) => items.parse(list).items.length === 0);
};

/** When the world began, if it did. Its first event shows this. */
const findBeginning = async (client: DemoClient): Promise<number | undefined> => {
  const journey = await client.find('auditor', `/audit/correlations/${correlationOf(FIRST)}`);
  if (journey === undefined) return undefined;
  return Date.parse(startOfLocalDay(localDay(firstEvent.parse(journey).items[0].recordedAt)));
};

const countOf = (stories: readonly Story[]): number =>
  stories.reduce((sum, { requests }) => sum + requests.length, 0);

const moverOf =
  ({ clock, signal }: Seeding): MoveClock =>
  async (to) => {
    signal.throwIfAborted();
    await clock.moveTo((now) => (to > now ? to : now));
  };

/**
 * Fills an empty installation with the demo world, through its public interface. The world began
 * about four months ago on the development clock, and ends now. If the seeding was interrupted,
 * another call continues it. If the world is complete, or if others have written to the logs, it
 * changes nothing. Every read model must have caught up.
 * @throws Error if an answer is not as expected, or if the signal aborts.
 */
export const seedDemoWorld = async (seeding: Seeding): Promise<Outcome> => {
  const { url, clock, signal } = seeding;
  const client = new DemoClient(url, () => Date.parse(clock.now()), signal);
  if (await client.find('auditor', `/audit/correlations/${correlationOf(LAST)}`)) return 'complete';
  const begun = await findBeginning(client);
  if (begun === undefined && !(await isEmpty(client))) return 'foreign';
  const beginningMs = begun ?? beginningBefore(Date.now());
  const begin = new Date(beginningMs + 1_000).toISOString();
  if (begun === undefined) await clock.moveTo(() => begin);
  await tellWorld(client, beginningMs, seeding);
  return 'seeded';
};

const tellWorld = async (
  client: DemoClient,
  beginningMs: number,
  seeding: Seeding,
): Promise<void> => {
  const isLast = ({ name }: Story): boolean => name === LAST;
  const first = foundation.filter(({ name }) => name === FIRST);
  const parts = [first, foundation, life.filter((story) => !isLast(story)), life.filter(isLast)];
  const all = parts.reduce((sum, part) => sum + countOf(part), 0);
  const names = new Names(client, beginningMs);
  const telling = {
    client,
    names,
    beginningMs,
    settled: settledBy(client),
    signal: seeding.signal,
  };
  let before = 0;
  for (const part of parts) {
    const progress = (answered: number): void => seeding.progress((before + answered) / all);
    await tellStories(part, { ...telling, moveClock: moverOf(seeding), progress });
    before += countOf(part);
  }
};
