import { ProjectionRunner } from '@talentloop/projections';
import { PostgresEventStore } from '@talentloop/event-store-postgres';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cases } from '../../../../apps/service-centre/src/projections/cases/cases';
import { Ours } from '../contestants/ours';

/** What the product's own list of cases needed to catch up. */
export interface Followed {
  readonly events: number;
  readonly perSecond: number;
  /** The most memory that the process held, in MB: in all, and up to the middle of the log. */
  readonly peakMb: number;
  readonly peakHalfwayMb: number;
}

interface Following {
  readonly connectionString: string;
  /** The position of the checkpoint. */
  readonly after: number;
  readonly halfway?: () => void;
}

const DAY_MS = 86_400_000;

/**
 * Folds `cases` from its checkpoint to the end of the log, with hashes checked and fields opened.
 * It uses a store of its own, because it would neither read nor check what another store remembers.
 */
export const followToEnd = async (
  { pool, schema, codecs }: Ours,
  { connectionString, after, halfway }: Following,
) => {
  const store = new PostgresEventStore({ connectionString, schema, connectionsMax: 2 });
  const runner = new ProjectionRunner({ readModel: cases, pool, schema, store, codecs });
  const head = await store.head();
  const begun = performance.now();
  runner.start();
  if (halfway && (await runner.waitFor(Math.floor(head / 2), DAY_MS))) halfway();
  await runner.caughtUp();
  const ms = performance.now() - begun;
  await runner.stop();
  await store.close();
  if (runner.position !== head)
    throw new Error(`${JSON.stringify(runner.state)} at ${runner.position} of ${head}`);
  return { events: head - after, perSecond: ((head - after) / ms) * 1_000 };
};

/** Moves the list of cases back by a number of events, over rows that exist already. */
export const goBack = async ({ pool, schema, store }: Ours, events: number): Promise<number> => {
  const after = Math.max(0, (await store.head()) - events);
  const text = `update ${schema}.checkpoints set position = $1 where name = 'read-model:cases'`;
  const { rowCount } = await pool.query(text, [after]);
  if (rowCount !== 1) throw new Error('there is no list of cases to go back in');
  return after;
};

/** The kernel's own maximum. The figure from `getrusage` begins with the parent's size. */
const peakMb = (): number => {
  const [, kB] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kB) / 1_024;
};

/** A process that only follows a log from its beginning. */
export const runFollower = async ([connectionString = '']: readonly string[]): Promise<void> => {
  const ours = await Ours.open(connectionString);
  let peakHalfwayMb = Number.NaN;
  const halfway = () => void (peakHalfwayMb = peakMb());
  const followed = await followToEnd(ours, { connectionString, after: 0, halfway });
  const result: Followed = { ...followed, peakHalfwayMb, peakMb: peakMb() };
  process.send?.(result);
  await ours.close();
  process.disconnect?.();
};

/** The same in a process of its own. */
export const followedBy = (connectionString: string): Promise<Followed> =>
  new Promise((resolve, reject) => {
    const follower = fork(process.argv[1] ?? '', ['--follower', connectionString]);
    let result: Followed | undefined;
    follower.on('message', (message: Followed) => (result = message));
    follower.on('error', reject);
    follower.on('exit', (code) =>
      result && code === 0 ? resolve(result) : reject(new Error(`a follower ended with ${code}`)),
    );
  });
