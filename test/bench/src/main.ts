import { machineOf } from './machine';
import { documented, printed } from './report';
import { startBenchServer } from './server';
import type { Result, Workload } from './workload';
import { runLoad } from './load';
import { runFollower } from './growth/follower';
import { appendWorkload } from './workloads/append';
import { effectWorkload } from './workloads/effect';
import { growthWorkload } from './workloads/growth';
import { hotStreamWorkload } from './workloads/hot-stream';
import { httpWorkload } from './workloads/http';
import { loadStreamWorkload } from './workloads/load-stream';
import { readLogWorkload } from './workloads/read-log';
import { readModelLagWorkload } from './workloads/read-model-lag';
import { rebuildWorkload } from './workloads/rebuild';
import { startWorkload } from './workloads/start';
import { tailWorkload } from './workloads/tail';
import { weightWorkload } from './workloads/weight';
import { runWriter } from './writer';

const WORKLOADS: readonly Workload[] = [
  appendWorkload,
  hotStreamWorkload,
  readLogWorkload,
  rebuildWorkload,
  readModelLagWorkload,
  loadStreamWorkload,
  tailWorkload,
  httpWorkload,
  effectWorkload,
  startWorkload,
  weightWorkload,
  growthWorkload,
];

/** The order of the lines in the table, by the first word of their names. */
const GROUPS = [
  'append',
  'hot-stream',
  'read-log',
  'rebuild',
  'read-model-lag',
  'load',
  'tail',
  'http',
  'effect',
  'start',
  'weight',
  'growth',
];

interface Arguments {
  readonly workloads: readonly Workload[];
  readonly json: boolean;
  readonly write: boolean;
  readonly rounds: number;
  readonly seconds: number;
  readonly events: number;
}

const optionOf = (args: readonly string[], name: string, otherwise: number): number => {
  const given = args.find((arg) => arg.startsWith(`--${name}=`));
  return given ? Number(given.slice(name.length + 3)) : otherwise;
};

const asked = (args: readonly string[]): Arguments => {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.filter((name) => !WORKLOADS.some((it) => it.name === name));
  if (unknown.length > 0) {
    const known = WORKLOADS.map(({ name }) => name).join(', ');
    throw new RangeError(`there is no workload ${unknown.join(', ')}; there are ${known}`);
  }
  return {
    workloads: WORKLOADS.filter(({ name, onlyWhenNamed }) =>
      names.length === 0 ? !onlyWhenNamed : names.includes(name),
    ),
    json: args.includes('--json'),
    write: names.length === 0 || args.includes('--write'),
    rounds: optionOf(args, 'rounds', 5),
    seconds: optionOf(args, 'seconds', 1.5),
    events: optionOf(args, 'events', 5_000_000),
  };
};

const main = async (args: readonly string[]): Promise<void> => {
  const { workloads, json, write, rounds, seconds, events } = asked(args);
  const server = await startBenchServer();
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const machine = machineOf(server.version);
  const results: Result[] = [];
  try {
    for (const workload of workloads) {
      progress(`${workload.name} …`);
      results.push(...(await workload.run({ server, rounds, seconds, events, progress })));
      // Written after each workload, so that a failing workload does not lose the figures of the
      // others.
      if (write) documented({ machine, workloads: results }, GROUPS);
    }
    const document = { machine, workloads: results };
    process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : printed(document));
  } finally {
    await server.stop();
  }
};

const [first, ...others] = process.argv.slice(2);

const task =
  first === '--writer'
    ? runWriter(others)
    : first === '--load'
      ? runLoad(others)
      : first === '--follower'
        ? runFollower(others)
        : main(process.argv.slice(2));

task.catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
});
