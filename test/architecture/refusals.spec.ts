import path from 'node:path';
import { sourceFiles } from './source-files';

/** `export const caseRejections = [ … ] as const` in a commands.ts, and the specs beside it. */
const LIST = /export const \w+Rejections = \[([^\]]*)\] as const/g;

interface Refusals {
  readonly file: string;
  readonly codes: readonly string[];
  readonly asserted: readonly string[];
}

const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(LIST)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/'([a-z0-9-]+)'/g)].flatMap(([, code]) => code ?? []),
  );

const assertedIn = (text: string): readonly string[] =>
  [...text.matchAll(/thenRefused\(\s*'([a-z0-9-]+)'/g)].flatMap(([, code]) => code ?? []);

const missing = ({ codes, asserted }: Refusals): readonly string[] =>
  codes.filter((code) => !asserted.includes(code));

describe('refusals', () => {
  const files = sourceFiles();
  const lists: readonly Refusals[] = files
    .filter(({ path: file }) => /^apps\/[^/]+\/src\/domain\/.*commands\.ts$/.test(file))
    .map(({ path: file, text }) => ({
      file,
      codes: codesOf(text),
      asserted: files
        .filter(
          (spec) =>
            spec.path.endsWith('.spec.ts') && path.dirname(spec.path) === path.dirname(file),
        )
        .flatMap((spec) => assertedIn(spec.text)),
    }));

  it('are listed by every aggregate', () => {
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter(({ codes }) => codes.length === 0).map(({ file }) => file)).toEqual([]);
  });

  it.each(lists)('of $file each have a spec', (list) => {
    expect(missing(list)).toEqual([]);
  });

  it('without a spec would be named', () => {
    const asserted = assertedIn("when(x).thenRefused('a-b');");
    expect(
      missing({
        file: 'planted',
        codes: codesOf("export const xRejections = ['a-b', 'c'] as const"),
        asserted,
      }),
    ).toEqual(['c']);
  });
});
