import type { Instant } from '@talentloop/event-sourcing';
import { derivedId } from '@talentloop/event-sourcing';
import { type DemoRequest, isToday, type Moment, type Story } from '../story';
import type { DemoClient } from './demo-client';
import type { Names } from './names';
import type { Settled } from './settled';

const AT_ONCE_MAX = 16;
const MINUTE_MS = 60_000;

/** Moves the installation's clock forward. A time in the past changes nothing. */
export type MoveClock = (to: Instant) => Promise<void>;

export interface Telling {
  readonly client: DemoClient;
  readonly names: Names;
  readonly moveClock: MoveClock;
  readonly settled: Settled;
  readonly beginningMs: number;
  /** Called after every moment with the number of requests answered so far. */
  readonly progress: (requests: number) => void;
  readonly signal: AbortSignal;
}

interface Due {
  readonly story: string;
  readonly index: number;
  readonly request: DemoRequest;
}

/**
 * The requests by their moment, and within a moment by their story. Requests of one story follow
 * each other.
 */
const byMoment = (stories: readonly Story[]): ReadonlyMap<Moment, readonly (readonly Due[])[]> => {
  const moments = new Map<Moment, Due[][]>();
  for (const { name: story, requests } of stories) {
    let last: { moment: Moment; line: Due[] } | undefined;
    for (const [index, request] of requests.entries()) {
      if (last?.moment !== request.at) {
        last = { moment: request.at, line: [] };
        const lines = moments.get(request.at) ?? [];
        lines.push(last.line);
        moments.set(request.at, lines);
      }
      last.line.push({ story, index, request });
    }
  }
  return new Map([...moments].toSorted(([a], [b]) => a - b));
};

/** The correlation id of a name. It is the same in every seeding. */
export const correlationOf = (name: string): string => derivedId('demo world', name);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const send = async ({ story, index, request }: Due, { client, names }: Telling): Promise<void> => {
  const { as, self, path, body, correlation, keeps = {} } = request;
  const answer = await client.post(await names.fill(path), {
    as,
    body: await names.fillBody(body),
    self: self === undefined ? undefined : await names.get(`person:${self}`),
    key: `demo/${story}/${index}`,
    correlation: correlation === undefined ? undefined : correlationOf(correlation),
  });
  for (const [name, field] of Object.entries(keeps)) {
    const value = isRecord(answer) ? answer[field] : undefined;
    if (typeof value !== 'string') throw new Error(`POST ${path} answered no ${field}`);
    names.keep(name, value);
  }
};

/** Runs a limited number of lines at the same time. The first failure ends the run. */
const atOnce = async (
  lines: readonly (readonly Due[])[],
  run: (due: Due) => Promise<void>,
): Promise<void> => {
  const waiting = [...lines];
  const work = async (): Promise<void> => {
    for (let line = waiting.shift(); line; line = waiting.shift())
      for (const due of line) await run(due);
  };
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, work));
};

/**
 * Sends every request of the stories at its moment, always under the same Idempotency-Key. After an
 * interruption the installation answers finished requests as before, and carries out the rest.
 */
export const tellStories = async (stories: readonly Story[], telling: Telling): Promise<void> => {
  const { moveClock, names, settled, beginningMs, progress, signal } = telling;
  let answered = 0;
  for (const [moment, lines] of byMoment(stories)) {
    signal.throwIfAborted();
    const instant = isToday(moment) ? Date.now() : beginningMs + moment * MINUTE_MS;
    await moveClock(new Date(instant).toISOString());
    await atOnce(lines, (due) =>
      send(due, telling).catch((error: unknown) => {
        throw new Error(`${due.story}: ${String(error)}`, { cause: error });
      }),
    );
    // Other services must write their events before the clock moves, so that those get the right
    // time.
    const brought = lines.flat().flatMap(({ request }) => request.brings ?? []);
    await Promise.all(brought.map((name) => names.get(name)));
    if (lines.flat().some(({ request }) => request.echoes)) await settled();
    answered += lines.flat().length;
    progress(answered);
  }
};
