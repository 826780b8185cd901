import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Beside this file, and beside the built program: nest-cli.json has the build copy the folder. */
const FOLDER = path.join(__dirname, 'static');

const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

const withoutComments = (html: string): string => html.replaceAll(/ *<!--.*?-->\n/g, '');

/** The page, a Mustache template. */
export const pageTemplate = withoutComments(read('page.html'));

/** The sections that the page is made of, by the names under which it includes them. */
export const sections: Readonly<Record<string, string>> = Object.fromEntries(
  ['records', 'people', 'interface', 'terminal', 'tokens'].map((name) => [
    name,
    withoutComments(read(`${name}.html`)),
  ]),
);

/** One style sheet: system fonts, light and dark, nothing from elsewhere. */
export const style = read('page.css');

/** Each after those that it imports. */
const MODULES = ['elements', 'requests', 'history', 'records', 'page'];

/**
 * The page brings its script itself, as one: the modules follow each other without their imports
 * and exports, and so share their names.
 */
export const script = `'use strict';\n${MODULES.map((name) =>
  read(`${name}.js`)
    .replaceAll(/^import .*;\n/gm, '')
    .replaceAll(/^export /gm, ''),
).join('')}`;
