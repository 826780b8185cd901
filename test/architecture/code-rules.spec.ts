import { type CodeRule, type ParsedFile, codeRules, parsed } from './rules';
import { sourceFiles } from './source-files';

const brokenBy = (rule: CodeRule, file: ParsedFile): readonly number[] =>
  rule.in.test(file.path) && !rule.except?.test(file.path) ? rule.broken(file) : [];

/** The lines of a file that breaks a rule more often than it may, or the exception to shorten. */
const told = (rule: CodeRule, file: ParsedFile): readonly string[] => {
  const lines = brokenBy(rule, file);
  const [allowed] = rule.exceptions?.[file.path] ?? [0];
  if (lines.length > allowed) return lines.map((line) => `${file.path}:${line}`);
  if (lines.length === allowed) return [];
  return [`${file.path} is an exception with ${allowed} and has ${lines.length}: lower its number`];
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

  it.each(codeRules)(
    'no exception is for a file that is not there: $name',
    ({ exceptions = {} }) => {
      expect(Object.keys(exceptions).filter((path) => !paths.includes(path))).toEqual([]);
    },
  );
});
