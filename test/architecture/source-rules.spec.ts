import { type SourceFile, sourceFiles } from './source-files';

interface Rule {
  readonly name: string;
  /** The files to which the rule applies. */
  readonly in: RegExp;
  readonly except?: RegExp;
  readonly broken: (file: SourceFile) => boolean;
  /** A file that breaks the rule. Without one it is unknown whether the rule can fail. */
  readonly planted: SourceFile;
}

/** Contract suites are specs that every adapter runs. */
const SPEC = /(\.spec|-contract)\.ts$/;
const PURE = /^apps\/[^/]+\/src\/(domain|projections|processes)\//;
const linesOf = ({ text }: SourceFile): number => text.trimEnd().split('\n').length;
const says = (pattern: RegExp) => (file: SourceFile) => pattern.test(file.text);
const long = (lines: number): string => 'x\n'.repeat(lines);

const RULES: readonly Rule[] = [
  {
    name: 'pure code has no clock and no random',
    in: PURE,
    except: /\.(queries|spec)\.ts$/,
    broken: says(
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bprocess\.env\b/,
    ),
    planted: { path: 'apps/a/src/domain/b/b.ts', text: 'const now = new Date();' },
  },
  {
    name: "Nest's event bus, sagas and aggregate roots are unordered and lost at a restart",
    in: /^(apps|libs)\//,
    broken: says(/\b(EventBus|EventPublisher|@Saga|AggregateRoot)\b/),
    planted: { path: 'apps/a/src/http/a.ts', text: "import { EventBus } from '@nestjs/cqrs';" },
  },
  {
    name: 'a source file has at most 300 lines',
    in: /^(apps|libs)\//,
    except: SPEC,
    broken: (file) => linesOf(file) > 300,
    planted: { path: 'libs/a/a.ts', text: long(301) },
  },
  {
    name: 'a spec has at most 400 lines',
    in: SPEC,
    broken: (file) => linesOf(file) > 400,
    planted: { path: 'libs/a/a.spec.ts', text: long(401) },
  },
  {
    name: 'no test is skipped, focused or left to be written',
    in: SPEC,
    broken: says(/\b(it|test|describe)\.(only|skip|todo)\b|\bx(it|describe)\(/),
    planted: { path: 'libs/a/a.spec.ts', text: "it.only('x', () => {});" },
  },
  {
    name: 'a spec asserts',
    in: SPEC,
    broken: (file) =>
      !/expect|\.then[A-Z(]|assert|Contract\(|StoreContract|Suite\(/.test(file.text),
    planted: { path: 'libs/a/a.spec.ts', text: "it('runs', () => run());" },
  },
  {
    name: 'types are not silenced',
    in: /^(apps|libs|test)\//,
    broken: says(/@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b|<any>/),
    planted: { path: 'libs/a/a.ts', text: 'const a = b as any;' },
  },
  {
    name: 'nothing is left for later in the code',
    in: /^(apps|libs|test)\//,
    broken: says(/\b(TODO|FIXME|XXX|HACK)\b/),
    planted: { path: 'libs/a/a.ts', text: `// TO${'DO'}: later` },
  },
  {
    name: "personal data of the log is opened by codecs, not by a database's own JSON operators",
    in: /^apps\/[^/]+\/src\/(domain|processes|integration)\//,
    broken: says(/\bfrom 'pg'|\bfrom 'kysely'/),
    planted: { path: 'apps/a/src/integration/a.ts', text: "import { Pool } from 'pg';" },
  },
];

const violations = (rule: Rule, files: readonly SourceFile[]): readonly string[] =>
  files
    .filter((file) => rule.in.test(file.path) && !rule.except?.test(file.path) && rule.broken(file))
    .map(({ path }) => path);

describe('source files', () => {
  const files = sourceFiles().filter(({ path }) => !path.startsWith('test/architecture/'));

  it.each(RULES)('$name', (rule) => {
    expect(violations(rule, files)).toEqual([]);
  });

  it.each(RULES)('and that rule can fail: $name', (rule) => {
    expect(violations(rule, [rule.planted])).toEqual([rule.planted.path]);
  });
});
