// Runs one of the programs. Builds it first if its sources are newer than the build. Usage: node
// infra/scripts/run.mjs <program> [arguments of the program]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { projectsOf, services } from './services.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Program → the Nest projects that it needs. The first one is the program itself. */
const PROGRAMS = {
  'all-in-one': ['all-in-one'],
  distributed: ['distributed', ...services.flatMap(projectsOf)],
  reset: ['reset'],
  cli: ['cli'],
};

/** What the build depends on beside the sources. */
const CONFIGURATION = [
  'package-lock.json',
  'tsconfig.json',
  'nest-cli.json',
  'infra/rspack.config.cjs',
];

const ENTRY = (project) => {
  if (project === 'all-in-one') return 'dist/apps/all-in-one/main.js';
  if (project === 'distributed' || project === 'reset') return `dist/apps/all-in-one/${project}.js`;
  if (project.endsWith('-worker')) return `dist/apps/${project.replace(/-worker$/, '')}/worker.js`;
  return `dist/apps/${project}/main.js`;
};

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const file = path.join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }, 0);

const sourcesAt = () =>
  Math.max(
    newest(path.join(ROOT, 'apps')),
    newest(path.join(ROOT, 'libs')),
    ...CONFIGURATION.map((file) => statSync(path.join(ROOT, file)).mtimeMs),
  );

const isStale = (since) => (project) => {
  const entry = path.join(ROOT, ENTRY(project));
  return !existsSync(entry) || statSync(entry).mtimeMs < since;
};

const build = (projects) => {
  const nest = path.join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
  const built = spawnSync(process.execPath, [nest, 'build', ...projects], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status === 0) return;
  process.stderr.write(`${built.stdout}${built.stderr}\nThe build failed.\n`);
  process.exit(1);
};

const [program, ...args] = process.argv.slice(2);
const projects = PROGRAMS[program];
if (!projects) {
  process.stderr.write(`run.mjs takes one of ${Object.keys(PROGRAMS).join(', ')}.\n`);
  process.exit(2);
}
const stale = projects.filter(isStale(sourcesAt()));
if (stale.length > 0) build(stale);
process.argv = [process.argv[0], path.join(ROOT, ENTRY(projects[0])), ...args];
await import(pathToFileURL(process.argv[1]).href);
