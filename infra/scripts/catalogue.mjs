// Writes what follows from the catalogue of services word by word: the projects of nest-cli.json
// and the table of services in README.md. `npm run catalogue`; test/architecture/catalogue.spec.ts
// compares.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { services } from './services.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

const application = (folder, entryFile) => ({
  type: 'application',
  root: `apps/${folder}`,
  entryFile,
  sourceRoot: `apps/${folder}/src`,
});

const withProjects = (text) => {
  const settings = JSON.parse(text);
  const all = Object.entries(settings.projects);
  // Only a service has a worker, so this also drops a service that has left the catalogue.
  const workers = all.filter(([, { entryFile }]) => entryFile === 'worker');
  const roots = new Set(workers.map(([, { root }]) => root));
  const others = all.filter(([, { root }]) => !roots.has(root));
  const ofServices = services.flatMap(({ name }) => [
    [name, application(name, 'main')],
    [`${name}-worker`, application(name, 'worker')],
  ]);
  settings.projects = Object.fromEntries([...others, ...ofServices]);
  return JSON.stringify(settings);
};

const TABLE = /(?<=^\| service +\| owns.*\n\| -.*\n)(?:\|.*\n)*/m;

const withTable = (text) => {
  const rows = services.map(
    ({ name, owns, port }) => `| [${name}](apps/${name}) | ${owns} | ${port} |\n`,
  );
  return text.replace(TABLE, rows.join(''));
};

const rewrite = async (name, change) => {
  const file = path.join(ROOT, name);
  const settings = await resolveConfig(file);
  const text = readFileSync(file, 'utf8');
  const changed = await format(change(text), { ...settings, filepath: file });
  if (changed === text) return;
  writeFileSync(file, changed);
  process.stdout.write(`written: ${name}\n`);
};

await rewrite('nest-cli.json', withProjects);
await rewrite('README.md', withTable);
