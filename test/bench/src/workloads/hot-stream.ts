import { randomUUID } from 'node:crypto';
import type { Contestant } from '../contestant';
import { Castore } from '../contestants/castore';
import { Emmett } from '../contestants/emmett';
import { MessageDb } from '../contestants/message-db';
import { Ours } from '../contestants/ours';
import { alternately } from '../measure';
import { type Bench, resultOf, type Workload } from '../workload';

const CALLERS = 32;
/** After this many notes the callers move to the next case. */
const NOTES_MAX = 1_000;

/** All callers write notes on one case at the same time. Each note is judged on those before it. */
const rate = async (to: Contestant, seconds: number): Promise<number> => {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let written = 0;
  while (performance.now() < until) {
    const caseId = randomUUID();
    await to.append({ caseId, talentId: randomUUID(), step: 0 });
    let left = NOTES_MAX;
    const call = async (): Promise<void> => {
      while (left > 0 && performance.now() < until) {
        left -= 1;
        await to.addNote(caseId, randomUUID());
        written += 1;
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, call));
    await assertWhole(to, caseId, NOTES_MAX - left);
  }
  return (written / (performance.now() - begun)) * 1_000;
};

/** Checks that no note was lost and none was stored twice. */
const assertWhole = async (to: Contestant, caseId: string, notes: number): Promise<void> => {
  const stored = await to.load(caseId);
  if (stored !== notes + 1) throw new Error(`${to.name} stored ${stored} of ${notes + 1} events`);
};

const PEERS = ['emmett-postgresql', 'message-db', 'castore'];

const hotStream = async (bench: Bench) => {
  const { server, seconds } = bench;
  const all: readonly Contestant[] = [
    await Ours.open(await server.database()),
    await Emmett.open(await server.database()),
    await MessageDb.open(await server.database()),
    await Castore.open(await server.database()),
  ];
  try {
    const contenders = all.map((to) => [to.name, () => rate(to, seconds)] as const);
    const series = await alternately(Object.fromEntries(contenders), bench);
    return [
      resultOf(series, {
        name: 'hot-stream',
        title: 'One hot case, 32 callers, commands judged in order',
        unit: 'commands/s',
        ours: 'ours',
        peers: PEERS,
        target: ({ ratio = 0 }) => ({ says: '≥ 40 × the best', met: ratio >= 40 }),
      }),
    ];
  } finally {
    for (const each of all) await each.close();
  }
};

export const hotStreamWorkload: Workload = { name: 'hot-stream', run: hotStream };
