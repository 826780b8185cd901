import { randomUUID } from 'node:crypto';
import { EVENTS_PER_CASE } from '../case-script';
import type { Contestant } from '../contestant';
import { Castore } from '../contestants/castore';
import { Emmett } from '../contestants/emmett';
import { MessageDb } from '../contestants/message-db';
import { OneStatement } from '../contestants/one-statement';
import { Ours } from '../contestants/ours';
import { alternately } from '../measure';
import { type Bench, type Line, resultOf, times, type Workload } from '../workload';

type Appending = Pick<Contestant, 'append'>;

/** People who are known already: the keys that seal their data exist. */
const KNOWN = Array.from({ length: 200 }, () => randomUUID());
const known = (): string => KNOWN[Math.floor(Math.random() * KNOWN.length)] ?? randomUUID();

interface Writing {
  readonly writers: number;
  readonly seconds: number;
  /** Returns the talent whom the next case is about. */
  readonly talent?: () => string;
}

/** Runs writers that each work on one case after another. Returns events per second. */
export const rate = async (
  to: Appending,
  { writers, seconds, talent = known }: Writing,
): Promise<number> => {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let appended = 0;
  const write = async (): Promise<void> => {
    for (;;) {
      const [caseId, talentId] = [randomUUID(), talent()];
      for (let step = 0; step < EVENTS_PER_CASE; step += 1) {
        if (performance.now() >= until) return;
        await to.append({ caseId, talentId, step });
        appended += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return (appended / (performance.now() - begun)) * 1_000;
};

const LINES: readonly Line[] = [
  {
    name: 'append-32',
    title: 'Append, 32 writers, one event each, expected revision checked',
    unit: 'events/s',
    ours: 'ours, 32',
    peers: ['emmett-postgresql', 'message-db', 'castore', 'one statement, 32'],
    target: times('≥ 5 × emmett-postgresql and ≥ 1.5 × castore', {
      'emmett-postgresql': 5,
      castore: 1.5,
    }),
  },
  {
    name: 'append-256',
    title: 'Append, 256 callers (peers at 32)',
    unit: 'events/s',
    ours: 'ours, 256',
    peers: ['emmett-postgresql'],
    target: times('≥ 7 × emmett-postgresql at 32', { 'emmett-postgresql': 7 }),
  },
  {
    name: 'append-1',
    title: 'Append, one writer',
    unit: 'events/s',
    ours: 'ours, 1',
    peers: ['one statement, 1', 'emmett-postgresql, 1', 'castore, 1', 'message-db, 1'],
    target: times('≥ 0.8 × one statement', { 'one statement, 1': 0.8 }),
  },
  {
    name: 'append-1-strangers',
    title: 'Append, one writer, every case about a person who is new (their key is made first)',
    unit: 'events/s',
    ours: 'ours, 1, strangers',
    peers: ['one statement, 1'],
  },
];

const append = async (bench: Bench) => {
  const { server, seconds } = bench;
  const ours = await Ours.open(await server.database());
  const emmett = await Emmett.open(await server.database());
  const messageDb = await MessageDb.open(await server.database());
  const castore = await Castore.open(await server.database());
  const statement = await OneStatement.open(await server.database());
  const all = [ours, emmett, messageDb, castore, statement];
  const by = (to: Appending, writers: number) => () => rate(to, { writers, seconds });
  try {
    const series = await alternately(
      {
        'ours, 32': by(ours, 32),
        'emmett-postgresql': by(emmett, 32),
        'message-db': by(messageDb, 32),
        castore: by(castore, 32),
        'one statement, 32': by(statement, 32),
        'ours, 256': by(ours, 256),
        'ours, 1': by(ours, 1),
        'one statement, 1': by(statement, 1),
        'emmett-postgresql, 1': by(emmett, 1),
        'castore, 1': by(castore, 1),
        'message-db, 1': by(messageDb, 1),
        'ours, 1, strangers': () => rate(ours, { writers: 1, seconds, talent: randomUUID }),
      },
      bench,
    );
    return LINES.map((line) => resultOf(series, line));
  } finally {
    for (const each of all) await each.close();
  }
};

export const appendWorkload: Workload = { name: 'append', run: append };
