// npm run bench [-- <workload> …] [--json] [--write]: installs the peers if they are missing,
// builds, and measures.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const run = (command, args, cwd, stdout = 2) => {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', stdout, 2] });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(path.join(HERE, 'node_modules/autocannon')))
  run('npm', ['ci', '--no-audit', '--no-fund'], HERE);
const { build } = await import('./build.mjs');
const entry = await build();
run(process.execPath, [entry, ...process.argv.slice(2)], process.cwd(), 1);
