import { ProjectionRunner } from '@talentloop/projections';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, EVENTS_PER_CASE } from '../case-script';
import { Ours } from '../contestants/ours';
import { deskModel } from '../desk';
import { alternately, percentile } from '../measure';
import { atMost, type Bench, resultOf, type Workload } from '../workload';

const PER_SECOND = 200;

/** Milliseconds from a command's answer until the row shows it, at a steady rate of commands. */
const lagMs = async (ours: Ours, seconds: number): Promise<number> => {
  const { pool, schema, store, codecs } = ours;
  const readModel = deskModel('desk_now', true);
  const runner = new ProjectionRunner({ readModel, pool, schema, store, codecs });
  runner.start();
  await runner.caughtUp();
  const lags: number[] = [];
  const work = async (caseId: string, talentId: string): Promise<void> => {
    for (let step = 0; step < EVENTS_PER_CASE; step += 1) {
      const position = await ours.execute(caseId, commandOf(caseId, talentId, step));
      const answered = performance.now();
      await runner.waitFor(position, 10_000);
      lags.push(performance.now() - answered);
    }
  };
  const begun = performance.now();
  const working: Promise<void>[] = [];
  const cases = (PER_SECOND * seconds) / EVENTS_PER_CASE;
  for (let i = 0; i < cases; i += 1) {
    working.push(work(randomUUID(), randomUUID()));
    await sleep(
      Math.max(0, begun + (i * EVENTS_PER_CASE * 1_000) / PER_SECOND - performance.now()),
    );
  }
  await Promise.all(working);
  await runner.stop();
  return percentile(lags, 0.99);
};

const readModelLag = async (bench: Bench) => {
  const ours = await Ours.open(await bench.server.database());
  try {
    const series = await alternately({ ours: () => lagMs(ours, 3) }, bench);
    return [
      resultOf(series, {
        name: 'read-model-lag',
        title: 'Read model behind the log at 200 commands/s, p99',
        unit: 'ms',
        less: true,
        ours: 'ours',
        peers: [],
        target: atMost('≤ 100 ms', 100),
      }),
    ];
  } finally {
    await ours.close();
  }
};

export const readModelLagWorkload: Workload = { name: 'read-model-lag', run: readModelLag };
