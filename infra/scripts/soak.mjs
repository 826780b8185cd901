// Runs the long forms of the tests, one after another: `npm run soak`, or `npm run soak -- kafka
// faults` for some of them. The file counts.ts beside each test has the amounts. An environment
// variable with the name in that file changes an amount.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js');

/** Part → its description, and the specs that it runs. */
const PARTS = {
  kafka: ['kills, restarts, outages, duplicates and throughput on a real broker', 'test/kafka/'],
  faults: ['kills of processes and of PostgreSQL', 'test/faults/'],
  rebuild: ['rebuilds of large logs, killed on the way', 'test/rebuild/'],
  kurrentdb: ['kills and outages on EventStoreDB', 'test/kurrentdb/'],
  journeys: ['many at once, every offered action as everybody', 'test/journeys/'],
};

const minutes = (since) => ((performance.now() - since) / 60_000).toFixed(1);

const run = (pattern) =>
  spawnSync(
    process.execPath,
    [
      JEST,
      '--runInBand',
      '--testPathIgnorePatterns',
      '/node_modules/',
      '--testPathPatterns',
      pattern,
    ],
    // The tests read this name to choose the long form, however this script was started.
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'soak' } },
  ).status === 0;

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  const known = Object.keys(PARTS).join(', ');
  process.stderr.write(`No part is called ${unknown.join(', ')}. There are ${known}.\n`);
  process.exit(2);
}

const parts = Object.entries(PARTS).filter(([part]) => asked.length === 0 || asked.includes(part));
process.stdout.write('The long forms of\n');
for (const [part, [what]] of parts) process.stdout.write(`  ${part.padEnd(10)} ${what}\n`);

const failed = [];
for (const [part, [, pattern]] of parts) {
  const began = performance.now();
  process.stdout.write(`\n── ${part}\n`);
  const passed = run(pattern);
  if (!passed) failed.push(part);
  process.stdout.write(`${passed ? '✓' : '✗'} ${part} (${minutes(began)} min)\n`);
}
process.stdout.write(
  `\n${parts.length - failed.length} parts passed, ${failed.length} failed` +
    `${failed.length > 0 ? `: ${failed.join(', ')}` : ''}\n`,
);
process.exit(failed.length === 0 ? 0 : 1);
