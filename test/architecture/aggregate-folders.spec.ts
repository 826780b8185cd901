import path from 'node:path';
import ts from 'typescript';
import { type SourceFile, sourceFiles } from './source-files';

const DOMAIN = /^apps\/([^/]+)\/src\/domain\//;
const EVENTS = /^(apps\/[^/]+\/src\/domain\/([^/]+))\/events\.ts$/;

interface Aggregate {
  /** `apps/service-centre/src/domain/service-case` */
  readonly folder: string;
  /** `service-case` */
  readonly name: string;
  /** The text of each file, by its path inside the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** The folders of the service's other aggregates. */
  readonly others: readonly string[];
}

/** Every folder of a domain that has events is an aggregate's. */
const aggregatesIn = (sources: readonly SourceFile[]): readonly Aggregate[] => {
  const folders = sources.flatMap(({ path: file }) => EVENTS.exec(file)?.[1] ?? []);
  return folders.map((folder) => ({
    folder,
    name: path.basename(folder),
    files: new Map(
      sources
        .filter(({ path: file }) => file.startsWith(`${folder}/`))
        .map(({ path: file, text }) => [path.relative(folder, file), text]),
    ),
    others: folders.filter(
      (other) => other !== folder && path.dirname(other) === path.dirname(folder),
    ),
  }));
};

const textOf = ({ files }: Aggregate, file: string): string => files.get(file) ?? '';

const parsed = (text: string): ts.SourceFile =>
  ts.createSourceFile('parsed.ts', text, ts.ScriptTarget.Latest, true);

const importsIn = (text: string): readonly string[] =>
  parsed(text).statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
    statement.moduleSpecifier &&
    ts.isStringLiteral(statement.moduleSpecifier)
      ? statement.moduleSpecifier.text
      : [],
  );

/** Relative imports of a file that end in one of these folders. */
const importsFrom = (folders: readonly string[], file: string, text: string): readonly string[] =>
  importsIn(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => path.join(path.dirname(file), specifier))
    .filter((target) => folders.some((folder) => target.startsWith(`${folder}/`)));

const isExaggregates = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The exports of a file: a constant by its name and its written type, all else by its text. */
const exportsOf = (text: string): readonly { readonly name: string; readonly type: string }[] =>
  parsed(text)
    .statements.filter(isExaggregates)
    .flatMap((statement) =>
      ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map(({ name, type }) => ({
            name: name.getText(),
            type: type?.getText() ?? '',
          }))
        : { name: statement.getText(), type: '' },
    );

/** Where a parameter stands in the order (data, state, context); undefined for any other. */
const rankOf = ({ name, type }: ts.ParameterDeclaration): number | undefined => {
  const written = type?.getText() ?? '';
  if (name.getText() === 'data' || /CommandData\b/.test(written)) return 0;
  if (name.getText() === 'state') return 1;
  if (name.getText() === 'context' || /\bDecisionContext\b/.test(written)) return 2;
  return undefined;
};

/** Functions whose data, state and context do not come in this order. */
const outOfOrderIn = (text: string): readonly string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const ranks = node.parameters.flatMap((parameter) => rankOf(parameter) ?? []);
      const written = `(${node.parameters.map((each) => each.getText()).join(', ')})`;
      if (ranks.join() !== ranks.toSorted().join()) found.push(written);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed(text));
  return found;
};

const required = ({ name }: Aggregate): readonly string[] => [
  'events.ts',
  'commands.ts',
  'state.ts',
  `${name}.ts`,
  'folds.ts',
  'exemplars.ts',
  `${name}.spec.ts`,
];

const named = (file: string): boolean =>
  /^(rules|policies)\/[a-z0-9-]+\.ts$/.test(file) || /^[a-z0-9-]+\.spec\.ts$/.test(file);

const rulesOf = ({ files }: Aggregate): readonly (readonly [string, string])[] =>
  [...files].filter(([file]) => file.startsWith('rules/'));

const lacking = (text: string, ...patterns: readonly RegExp[]): readonly string[] =>
  patterns.filter((pattern) => !pattern.test(text)).map(String);

interface Rule {
  readonly name: string;
  /** What breaks it. */
  readonly broken: (aggregate: Aggregate) => readonly string[];
  /** Files that break it in a folder that is otherwise sound; undefined for one that is missing. */
  readonly planted: Readonly<Record<string, string | undefined>>;
}

const RULES: readonly Rule[] = [
  {
    name: 'holds no file but those that the pattern names',
    broken: (aggregate) =>
      [...aggregate.files.keys()].filter(
        (file) => !required(aggregate).includes(file) && !named(file),
      ),
    planted: { 'thing-state.ts': '' },
  },
  {
    name: 'lacks none of them, and has rules',
    broken: (aggregate) => [
      ...required(aggregate).filter((file) => !aggregate.files.has(file)),
      ...(rulesOf(aggregate).length === 0 ? ['rules/'] : []),
    ],
    planted: { 'state.ts': undefined },
  },
  {
    name: 'imports from no other aggregate; what two share is a value in domain/values',
    broken: ({ folder, files, others }) =>
      [...files].flatMap(([file, text]) => importsFrom(others, `${folder}/${file}`, text)),
    planted: { 'rules/making.ts': "import { other } from '../../other/other';" },
  },
  {
    name: 'has one map of events in events.ts, and the unions made from it',
    broken: (aggregate) =>
      lacking(
        textOf(aggregate, 'events.ts'),
        /^export interface (\w+)EventData \{(?![\s\S]*^export interface \w+EventData)/m,
        /^export type (\w+)Event = EventOf<\s*\1EventData\s*>;/m,
      ),
    planted: { 'events.ts': "export type ThingMade = DomainEvent<'ThingMade', object>;" },
  },
  {
    name: 'has one map of commands and the list of refusals in commands.ts',
    broken: (aggregate) =>
      lacking(
        textOf(aggregate, 'commands.ts'),
        /^export interface (\w+)CommandData \{(?![\s\S]*^export interface \w+CommandData)/m,
        /^export type (\w+)Command = CommandOf<\s*\1CommandData\s*>;/m,
        /^export const \w+Rejections = \[[^\]]*\] as const;/m,
        /^export type (\w+)Rejection = \(typeof \w+Rejections\)\[number\];/m,
      ),
    planted: { 'commands.ts': "export type ThingRejection = 'made-already';" },
  },
  {
    name: 'decides by rules and evolves by folds, without a switch',
    broken: (aggregate) => {
      const text = textOf(aggregate, `${aggregate.name}.ts`);
      const missing = lacking(text, /: Decider</, /\bjudge\(/, /\bfold\(\s*folds\b/);
      return /\bswitch\b/.test(text) ? [...missing, 'switch'] : missing;
    },
    planted: { 'thing.ts': 'export const thing: Decider<A> = { decide: () => [] };' },
  },
  {
    name: 'exports from rules/ records of rules alone, but for the guards that they share',
    broken: (aggregate) =>
      rulesOf(aggregate)
        .filter(([file]) => file !== 'rules/guards.ts')
        .flatMap(([file, text]) =>
          exportsOf(text)
            .filter(({ type }) => !/^\w*Rules</.test(type))
            .map(({ name }) => `${file}: ${name}`),
        ),
    planted: { 'rules/making.ts': 'export const make = (data, state) => [];' },
  },
  {
    name: 'takes data, state and context in this order in rules/',
    broken: (aggregate) => rulesOf(aggregate).flatMap(([, text]) => outOfOrderIn(text)),
    planted: {
      'rules/guards.ts': 'export const guard = (context: DecisionContext, state: Thing) => state;',
    },
  },
  {
    name: 'exports from folds.ts one record keyed by the types of its events',
    broken: (aggregate) => {
      const exaggregates = exportsOf(textOf(aggregate, 'folds.ts'));
      const [folds] = exaggregates;
      return exaggregates.length === 1 && /\bFolds<\s*\w+EventData\b/.test(folds?.type ?? '')
        ? []
        : [`folds.ts exports ${exaggregates.map(({ name }) => name).join()}`];
    },
    planted: { 'folds.ts': 'export const evolveThing = (state, event) => state;' },
  },
  {
    name: 'has exemplars of its commands in exemplars.ts',
    broken: (aggregate) =>
      exportsOf(textOf(aggregate, 'exemplars.ts')).some(
        ({ name, type }) => /^\w+Exemplars$/.test(name) && /^\w*Exemplars\b/.test(type),
      )
        ? []
        : ['exemplars.ts'],
    planted: { 'exemplars.ts': 'export const made = {};' },
  },
  {
    name: 'asserts in its spec what follows from its exemplars',
    broken: (aggregate) =>
      lacking(textOf(aggregate, `${aggregate.name}.spec.ts`), /^itFollowsItsExemplars\(/m),
    planted: { 'thing.spec.ts': "it('is made', () => {});" },
  },
];

/** The smallest folder of an aggregate that follows the pattern. */
const SOUND: Readonly<Record<string, string>> = {
  'events.ts': `
export interface ThingEventData {
  ThingMade: object;
}
export type ThingEvent = EventOf<ThingEventData>;
export type ThingEventOf<T extends keyof ThingEventData> = EventOf<ThingEventData, T>;
`,
  'commands.ts': `
export interface ThingCommandData {
  MakeThing: object;
}
export type ThingCommand = CommandOf<ThingCommandData>;
export const thingRejections = ['made-already'] as const;
export type ThingRejection = (typeof thingRejections)[number];
`,
  'state.ts': 'export type ThingState = { readonly made: boolean };',
  'thing.ts': `
export const thing: Decider<ThingCommand, ThingState, ThingEvent, ThingRejection> = {
  decide: (command, state, context) => judge(making, command, state, context),
  evolve: (state, event) => fold(folds, state, event),
};
`,
  'rules/making.ts': 'export const making: ThingRules<"MakeThing"> = {};',
  'rules/guards.ts': `
export type ThingRules<T> = Rules<ThingCommandData, T, ThingState, ThingEvent, ThingRejection>;
export const guard = (state: ThingState, rule: () => void, { at }: DecisionContext) => [];
`,
  'folds.ts': 'export const folds: Folds<ThingEventData, "ThingMade", ThingState> = {};',
  'exemplars.ts': 'export const thingExemplars: Exemplars<ThingCommandData, S, E> = {};',
  'thing.spec.ts': 'itFollowsItsExemplars(thing, thingExemplars);',
};

const planted = (changes: Rule['planted'] = {}): Aggregate => {
  const files = Object.entries({ ...SOUND, ...changes }).flatMap(([file, text]) =>
    text === undefined ? [] : { path: `apps/one/src/domain/thing/${file}`, text },
  );
  const other = { path: 'apps/one/src/domain/other/events.ts', text: '' };
  const found = aggregatesIn([...files, other]).find(({ name }) => name === 'thing');
  if (!found) throw new Error('the planted folder has no events');
  return found;
};

const violations = (rule: Rule, aggregates: readonly Aggregate[]): readonly string[] =>
  aggregates.flatMap((aggregate) =>
    rule.broken(aggregate).map((each) => `${aggregate.folder}: ${each}`),
  );

const isOf =
  (services: readonly string[]) =>
  ({ folder }: Aggregate): boolean =>
    services.some((service) => folder.startsWith(`apps/${service}/`));

describe("an aggregate's folder", () => {
  const sources = sourceFiles();
  const aggregates = aggregatesIn(sources);

  it('is found in every service that has a domain', () => {
    const services = sources.flatMap(({ path: file }) => DOMAIN.exec(file)?.[1] ?? []);
    for (const service of services)
      expect([service, aggregates.some(isOf([service]))]).toEqual([service, true]);
    expect(aggregates.map(({ name }) => name)).toContain('service-case');
  });

  it.each(RULES)('$name', (rule) => {
    expect(violations(rule, aggregates)).toEqual([]);
  });

  it.each(RULES)('and that rule can fail: $name', (rule) => {
    expect(violations(rule, [planted(rule.planted)])).not.toEqual([]);
  });

  it('breaks no rule when it follows the pattern', () => {
    expect(RULES.flatMap((rule) => violations(rule, [planted()]))).toEqual([]);
  });
});

describe('a value that aggregates share', () => {
  const VALUES = /^apps\/[^/]+\/src\/domain\/values\//;

  const importsOfAggregates = (sources: readonly SourceFile[]): readonly string[] => {
    const folders = aggregatesIn(sources).map(({ folder }) => folder);
    return sources
      .filter(({ path: file }) => VALUES.test(file))
      .flatMap(({ path: file, text }) => importsFrom(folders, file, text));
  };

  it('knows no aggregate', () => {
    const sources = sourceFiles();
    expect(sources.some(({ path: file }) => VALUES.test(file))).toBe(true);
    expect(importsOfAggregates(sources)).toEqual([]);
  });

  it('and that rule can fail', () => {
    const events = { path: 'apps/one/src/domain/thing/events.ts', text: '' };
    const value = {
      path: 'apps/one/src/domain/values/a.ts',
      text: "export * from '../thing/events';",
    };
    expect(importsOfAggregates([events, value])).toEqual(['apps/one/src/domain/thing/events']);
  });
});
