import { z } from 'zod';
import { showcase } from './world/showcase';
import { DemoClient } from './seed/demo-client';
import { type SeedClock, seedDemoWorld } from './seed-demo-world';
import { type Sights, whatToTry } from './what-to-try';

export interface DemoStart {
  readonly url: string;
  readonly clock: SeedClock;
  readonly signal: AbortSignal;
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Prints a line that the next one replaces. Absent without a terminal. */
  readonly show?: (line: string) => void;
}

const talents = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const talent = z.looseObject({
  correlationId: z.string(),
  cases: z.array(z.looseObject({ number: z.string(), type: z.string() })),
});

const DAY_MS = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * What there is to look at: the showcase if the demo world exists, otherwise only the addresses.
 */
const sightsAt = async ({ url, clock, signal }: DemoStart): Promise<Sights> => {
  const now = Date.parse(clock.now());
  const week = { from: dayOf(now), to: dayOf(now + 7 * DAY_MS) };
  const client = new DemoClient(url, () => now, signal);
  const found = await client.get('auditor', `/talents?reference=demo-${showcase.key}`);
  const [shown] = talents.parse(found).items;
  if (!shown) return { url, week };
  const { cases, correlationId } = talent.parse(
    await client.get('auditor', `/talents/${shown.id}`),
  );
  const caseNumber = cases.find(({ type }) => type === 'onboarding')?.number;
  return { url, week, correlationId, ...(caseNumber !== undefined && { caseNumber }) };
};

const seed = async ({ url, clock, signal, print, show }: DemoStart): Promise<void> => {
  const started = performance.now();
  let said = false;
  const progress = (part: number): void => {
    if (show) show(`Seeding the demo world … ${Math.floor(part * 100)} %`);
    else if (!said) print('Seeding the demo world: companies, homes, people, cases …');
    said = true;
  };
  const outcome = await seedDemoWorld({ url, clock, signal, progress });
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  if (outcome === 'seeded')
    print(`The demo world is ready: four months of data (seeded in ${seconds} s).`);
};

/**
 * Fills an empty installation with the demo world, and prints what to open and to try. A failure is
 * reported in one line. The installation continues to serve, and the next start continues the
 * seeding.
 */
export const startDemo = async (start: DemoStart, isWanted: boolean): Promise<void> => {
  const { signal, print } = start;
  try {
    if (isWanted) await seed(start);
    print(whatToTry(await sightsAt(start)));
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    print(`The demo world is not complete (${why}). The next start continues it.`);
  }
};
