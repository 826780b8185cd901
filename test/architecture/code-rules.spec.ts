import notYet from './not-yet.json';
import { type CodeRule, type ParsedFile, codeRules, parsed } from './rules';
import { sourceFiles } from './source-files';

type Counts = Readonly<Record<string, number>>;

/**
 * Files that broke a rule before it was run, with how often. An entry may only become smaller:
 * whoever mends a line lowers the number, and nobody adds one.
 */
const NOT_YET: Readonly<Record<string, Counts>> = notYet;

const brokenBy = (rule: CodeRule, file: ParsedFile): readonly number[] =>
  rule.in.test(file.path) && !rule.except?.test(file.path) ? rule.broken(file) : [];

const listed = (rule: CodeRule, path: string): number =>
  (NOT_YET[rule.name]?.[path] ?? 0) + (rule.exceptions?.[path]?.[0] ?? 0);

/** The lines of a file that breaks a rule more often than its list says, or the list to shorten. */
const told = (rule: CodeRule, file: ParsedFile): readonly string[] => {
  const [lines, allowed] = [brokenBy(rule, file), listed(rule, file.path)];
  if (lines.length > allowed) return lines.map((line) => `${file.path}:${line}`);
  if (lines.length === allowed) return [];
  return [`${file.path} is listed with ${allowed} and has ${lines.length}: lower its number`];
};

describe('code', () => {
  const files = sourceFiles().map(parsed);
  const paths = files.map(({ path }) => path);

  it.each(codeRules)('$name', (rule) => {
    expect(files.flatMap((file) => told(rule, file))).toEqual([]);
  });

  it.each(codeRules)('and that rule can fail: $name', (rule) => {
    for (const planted of rule.planted) {
      expect([planted.text, brokenBy(rule, parsed(planted)).length]).toEqual([planted.text, 1]);
    }
    for (const kept of rule.kept ?? []) {
      expect([kept.text, brokenBy(rule, parsed(kept))]).toEqual([kept.text, []]);
    }
  });

  it('no list names a rule or a file that is not there', () => {
    const names = codeRules.map(({ name }) => name);
    expect(Object.keys(NOT_YET).filter((name) => !names.includes(name))).toEqual([]);
    const lists = [...Object.values(NOT_YET), ...codeRules.map((rule) => rule.exceptions ?? {})];
    expect(lists.flatMap(Object.keys).filter((path) => !paths.includes(path))).toEqual([]);
  });
});
