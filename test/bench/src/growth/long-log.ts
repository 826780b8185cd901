import { MovablePostgresLog } from '@talentloop/event-store-postgres';
import { Ours } from '../contestants/ours';
import type { Bench } from '../workload';
import { type Cases, History } from './history';

/** A filled log, and some of what is in it. */
export interface LongLog {
  readonly ours: Ours;
  readonly connectionString: string;
  readonly events: number;
  readonly cases: Cases;
}

/** Vacuums at once, so that autovacuum does not do it during a measurement. */
export const settle = async ({ ours: { pool, schema } }: Pick<LongLog, 'ours'>, table: string) => {
  await pool.query(`vacuum (analyze) ${schema}.${table}`);
};

/**
 * Fills a log in a database of its own, as `store import` does: while one batch is written, the
 * next one is made.
 */
export const fillLog = async (
  { server, progress }: Pick<Bench, 'server' | 'progress'>,
  events: number,
): Promise<LongLog> => {
  const connectionString = await server.database();
  const ours = await Ours.open(connectionString);
  const log = new MovablePostgresLog(ours);
  const history = new History(ours.codecs, events);
  const begun = performance.now();
  let after = 0;
  let writing: Promise<number> = Promise.resolve(0);
  for await (const batch of history.batches()) {
    await writing;
    writing = log.restore({ after, events: batch });
    after += batch.length;
  }
  await writing;
  const seconds = (performance.now() - begun) / 1_000;
  await settle({ ours }, 'events');
  progress(`  ${events} events written, ${Math.round(events / seconds)} a second`);
  return { ours, connectionString, events, cases: history.cases };
};
