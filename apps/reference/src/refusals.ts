import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

/** What a commands.ts declares in its text. */
export interface Declared {
  readonly commands: readonly string[];
  readonly refusals: readonly string[];
}

const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);

/** The members of `interface …CommandData { … }`, for files that declare commands as one map. */
const tabled = (text: string): readonly string[] => {
  const [, table = ''] = /interface \w*CommandData \{\n([\s\S]*?)\n\}/.exec(text) ?? [];
  return namesIn(table, /^ {2}(?:readonly )?([A-Z]\w*)[?]?:/gm);
};

/** Commands are `Command<'Name', …>` or members of a map. Refusals are a list `…Rejections`. */
export const declaredIn = (text: string): Declared => ({
  commands: [...namesIn(text, /\bCommand<\s*'(\w+)'/g), ...tabled(text)],
  refusals: namesIn(text, /\bexport const \w+Rejections = \[([^\]]*)\] as const/g).flatMap((list) =>
    namesIn(list, /'([a-z0-9-]+)'/g),
  ),
});

/** What every commands.ts of a service declares, in the order of the folders. */
export const declaredBy = (
  service: string,
): readonly (Declared & { readonly folder: string })[] => {
  const domain = path.join(ROOT, 'apps', service, 'src/domain');
  return readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'commands.ts')
    .sort()
    .map((file) => ({
      folder: path.dirname(file),
      ...declaredIn(readFileSync(path.join(domain, file), 'utf8')),
    }));
};
