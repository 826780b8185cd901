import { type ChildProcess, fork } from 'node:child_process';
import { Client } from 'pg';
import { Emmett } from '../contestants/emmett';
import { MessageDb } from '../contestants/message-db';
import { Ours } from '../contestants/ours';
import { alternately } from '../measure';
import { type Bench, resultOf, type Workload } from '../workload';

const PROCESSES = 2;

/** A reader at the end of a log: how many events it has seen, each once, and how to stop it. */
interface Tail {
  seen(): number;
  stop(): Promise<void>;
}

interface Followed {
  readonly name: string;
  /** The table into which events are inserted. */
  readonly table: string;
  readonly open: (connectionString: string) => Promise<{ close(): Promise<void> }>;
  readonly tail: (store: never) => Tail;
}

const tailOfOurs = ({ store }: Ours): Tail => {
  const stop = new AbortController();
  const seen = new Set<number>();
  const read = async (): Promise<void> => {
    const options = { after: 0, batchSize: 500, signal: stop.signal };
    for await (const batch of store.subscribe(options))
      for (const { position } of batch) seen.add(position);
  };
  const reading = read();
  return {
    seen: () => seen.size,
    async stop() {
      stop.abort();
      await reading;
    },
  };
};

const tailOfEmmett = ({ store }: Emmett): Tail => {
  const seen = new Set<bigint>();
  const consumer = store.consumer({ pulling: { batchSize: 500, pullingFrequencyInMs: 5 } });
  consumer.reactor({
    processorId: 'tail',
    startFrom: 'BEGINNING',
    eachMessage: ({ metadata }) => void seen.add(metadata.globalPosition),
  });
  const reading = consumer.start();
  return {
    seen: () => seen.size,
    async stop() {
      await consumer.close();
      await reading.catch(() => undefined);
    },
  };
};

const tailOfMessageDb = (store: MessageDb): Tail => {
  const seen = new Set<number>();
  let going = true;
  const read = async (): Promise<void> => {
    let from = 1;
    while (going) {
      const positions = await store.positionsFrom(from);
      for (const position of positions) seen.add(position);
      from = (positions.at(-1) ?? from - 1) + 1;
    }
  };
  const reading = read();
  return {
    seen: () => seen.size,
    async stop() {
      going = false;
      await reading;
    },
  };
};

const FOLLOWED: readonly Followed[] = [
  { name: 'ours', table: 'service_centre.events', open: (url) => Ours.open(url), tail: tailOfOurs },
  {
    name: 'emmett-postgresql',
    table: 'emt_messages',
    open: (url) => Emmett.open(url),
    tail: tailOfEmmett,
  },
  {
    name: 'message-db',
    table: 'message_store.messages',
    open: (url) => MessageDb.open(url),
    tail: tailOfMessageDb,
  },
];

/** Every fiftieth statement keeps its transaction open for a while after its insert. */
const LATE = `
create function late() returns trigger language plpgsql as $$
begin
  if random() < 0.02 then perform pg_sleep(0.02); end if;
  return null;
end $$;`;

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a writer ended with ${code}`)),
    );
  });

const startWriters = async (name: string, url: string, ms: number): Promise<ChildProcess[]> => {
  const started = Array.from({ length: PROCESSES }, () =>
    fork(__filename, ['--writer', name, url, String(ms)]),
  );
  await Promise.all(
    started.map((child) => new Promise((resolve) => child.once('message', resolve))),
  );
  return started;
};

/**
 * Two processes with 16 writers each write while one reader follows. Returns the number of events
 * that the reader never saw.
 */
const missed = async ({ server, seconds }: Bench, { name, table, open, tail }: Followed) => {
  const url = await server.database();
  const store = await open(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `${LATE} create trigger late after insert on ${table} for each statement execute function late()`,
  );
  const writers = await startWriters(name, url, seconds * 1_000);
  const reader = tail(store as never);
  const gone = writers.map(ended);
  for (const writer of writers) writer.send('write');
  await Promise.all(gone);
  const { rows } = await client.query(`select count(*)::int as written from ${table}`);
  const written: number = rows[0].written;
  // A reader that has not seen an event two seconds after the last commit will never see it.
  const until = performance.now() + 2_000;
  while (reader.seen() < written && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const lost = written - reader.seen();
  await reader.stop();
  await client.end();
  await store.close();
  return { lost, written };
};

const tailing = async (bench: Bench) => {
  const totals = new Map<string, { lost: number; written: number }>();
  const contenders = FOLLOWED.map((it) => {
    const measure = async (): Promise<number> => {
      const { lost, written } = await missed(bench, it);
      const before = totals.get(it.name) ?? { lost: 0, written: 0 };
      totals.set(it.name, { lost: before.lost + lost, written: before.written + written });
      return lost;
    };
    return [it.name, measure] as const;
  });
  const series = await alternately(Object.fromEntries(contenders), { rounds: 3 });
  const sums = new Map([...series].map(([name, all]) => [name, [all.reduce((a, b) => a + b, 0)]]));
  for (const [name, { lost, written }] of totals)
    bench.progress(`  ${name}: ${lost} of ${written} missed`);
  return [
    resultOf(sums, {
      name: 'tail',
      title: 'Events a tailing reader missed: 2 processes of 16 writers, some commits late',
      unit: 'events',
      undivided: true,
      ours: 'ours',
      peers: ['emmett-postgresql', 'message-db'],
      target: ({ ours }) => ({ says: '0', met: ours === 0 }),
    }),
  ];
};

export const tailWorkload: Workload = { name: 'tail', run: tailing };
