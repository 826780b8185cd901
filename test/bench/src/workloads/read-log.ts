import { EVENTS_PER_CASE } from '../case-script';
import type { Contestant } from '../contestant';
import { Emmett } from '../contestants/emmett';
import { MessageDb } from '../contestants/message-db';
import { Ours } from '../contestants/ours';
import { alternately } from '../measure';
import { type Bench, resultOf, type Workload } from '../workload';
import { fillCases, workCases } from './logs';

const CASES = 3_000;

const EVENTS = CASES * EVENTS_PER_CASE;

/** If a peer leaves events out, the report says so, and the rate counts what it read. */
const rate = async (
  { name }: Contestant,
  read: () => Promise<number>,
  progress: Bench['progress'],
): Promise<number> => {
  const begun = performance.now();
  const events = await read();
  const ms = performance.now() - begun;
  if (events < EVENTS) {
    if (name === 'ours') throw new Error(`ours read ${events} of ${EVENTS} events`);
    progress(`  ${name} read ${events} of ${EVENTS} events`);
  }
  return (events / ms) * 1_000;
};

const readLog = async (bench: Bench) => {
  const { server, progress } = bench;
  const ours = await Ours.open(await server.database());
  const emmett = await Emmett.open(await server.database());
  const messageDb = await MessageDb.open(await server.database());
  try {
    await workCases(ours, CASES);
    for (const peer of [emmett, messageDb]) await fillCases(peer, CASES);
    progress(`  ${EVENTS} events in each log`);
    const series = await alternately(
      {
        ours: () => rate(ours, () => ours.readLog(), progress),
        'emmett-postgresql': () => rate(emmett, () => emmett.readLog(), progress),
        'message-db': () => rate(messageDb, () => messageDb.readLog(), progress),
      },
      bench,
    );
    return [
      resultOf(series, {
        name: 'read-log',
        title: 'Read the whole log, parsed',
        unit: 'events/s',
        ours: 'ours',
        peers: ['emmett-postgresql', 'message-db'],
        target: ({ ours: figure, ratio = 0 }) => ({
          says: '≥ 130,000/s quiet and ≥ 1.5 × the best',
          met: figure >= 130_000 && ratio >= 1.5,
        }),
      }),
    ];
  } finally {
    for (const each of [ours, emmett, messageDb]) await each.close();
  }
};

export const readLogWorkload: Workload = { name: 'read-log', run: readLog };
