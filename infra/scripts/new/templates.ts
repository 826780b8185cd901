import Mustache from 'mustache';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of a template, filled in: `aggregate/domain/events.ts`. */
export const render = (template: string, view: object): string => {
  const file = path.join(__dirname, 'templates', `${template}.template`);
  return Mustache.render(readFileSync(file, 'utf8'), view, {}, { escape: String });
};
