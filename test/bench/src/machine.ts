import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { median } from './measure';

/** The machine and the software of a measurement. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  /** Milliseconds to make 8 kB durable, which is the least that a commit waits. */
  readonly fsyncMs: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly measuredAt: string;
}

const PEERS = [
  '@event-driven-io/emmett-postgresql',
  '@eventide/message-db',
  '@castore/event-storage-adapter-postgres',
  'autocannon',
  'pg',
];

const fsyncMs = (): number => {
  const file = path.join(tmpdir(), `talentloop-fsync-${process.pid}`);
  const descriptor = openSync(file, 'w');
  const page = Buffer.alloc(8_192);
  const taken = Array.from({ length: 101 }, (_, i) => {
    writeSync(descriptor, page, 0, page.length, i * page.length);
    const begun = performance.now();
    fdatasyncSync(descriptor);
    return performance.now() - begun;
  });
  closeSync(descriptor);
  rmSync(file);
  return Number(median(taken).toFixed(3));
};

export const machineOf = (postgres: string): Machine => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(path.join(__dirname, '../package.json'), 'utf8'),
  );
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres,
    fsyncMs: fsyncMs(),
    versions: Object.fromEntries(PEERS.map((name) => [name, manifest.dependencies[name] ?? '?'])),
    measuredAt: new Date().toISOString().slice(0, 10),
  };
};
