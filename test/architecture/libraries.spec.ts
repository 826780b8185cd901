import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './source-files';

/** Folders whose README.md does not begin with the folder's name; an absent one neither. */
const unexplained = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !firstLine(path.join(folder, name, 'README.md')).startsWith(`# ${name}`));

const firstLine = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').split('\n', 1)[0] ?? '';
  } catch {
    return '';
  }
};

it('every library says in its README what it is', () => {
  expect(unexplained(path.join(ROOT, 'libs'))).toEqual([]);
});

it('a library that says nothing is named', () => {
  expect(unexplained(path.join(__dirname, 'planted/libs'))).toContain('lib-a');
});
