import type { EventDefinition } from '@talentloop/event-sourcing';
import { personal } from '@talentloop/privacy';
import { contractsOf } from '@talentloop/service-host';
import type { RefusalProblems } from '@talentloop/http';
import { z } from 'zod';
import { exploredOf } from '../../apps/reference/src/explored';
import { type Field, fieldsOf, isSealed } from '@talentloop/reference';
import { type JsonSchema, jsonSchemaOf } from '@talentloop/reference';
import { declaredBy, declaredIn } from '../../apps/reference/src/refusals';
import { problemsOf, services } from '../../apps/reference/src/services';

/** What is in one list and not in the other. */
const difference = (a: readonly string[], b: readonly string[]): readonly string[] => [
  ...a.filter((item) => !b.includes(item)).map((item) => `-${item}`),
  ...b.filter((item) => !a.includes(item)).map((item) => `+${item}`),
];

const twice = (items: readonly string[]): readonly string[] =>
  items.filter((item, i) => items.indexOf(item) !== i);

it('a difference and a repetition are seen', () => {
  expect(difference(['a', 'b'], ['b', 'c'])).toEqual(['-a', '+c']);
  expect(twice(['a', 'b', 'a'])).toEqual(['a']);
});

describe.each(services)('$name', ({ name, categories, deciders }) => {
  const explored = exploredOf(name);
  const declared = declaredBy(name);

  it('has a codec for every event that a decider emits, and emits every event of a codec', () => {
    for (const { category, events } of categories) {
      const steps = explored.find((each) => each.category === category)?.steps ?? [];
      expect(
        difference(
          steps.flatMap((step) => step.events),
          Object.keys(events),
        ),
      ).toEqual([]);
    }
  });

  it('has one decider for every category and none twice', () => {
    const stored = categories.map(({ category }) => category);
    const decided = deciders.map(({ category }) => category);
    expect(difference(stored, decided)).toEqual([]);
    expect(
      difference(
        stored,
        explored.map(({ category }) => category),
      ),
    ).toEqual([]);
    expect(twice(decided)).toEqual([]);
  });

  it('has exactly one decider for every command, and grants each somewhere', () => {
    const commands = declared.flatMap((each) => each.commands);
    const judged = explored.flatMap((each) => each.commands);
    const granted = explored.flatMap(({ steps }) => steps.map(({ command }) => command));
    expect(twice(judged)).toEqual([]);
    expect(difference(commands, judged)).toEqual([]);
    expect(difference(commands, granted)).toEqual([]);
  });

  it('says every refusal over HTTP, in every language', () => {
    const refusals = declared.flatMap((each) => each.refusals);
    expect(refusals.length).toBeGreaterThan(0);
    expect(untold(refusals, problemsOf(name))).toEqual([]);
  });
});

const LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;

/** Refusals without a problem, or with a title that lacks a language. */
const untold = (refusals: readonly string[], problems: RefusalProblems): readonly string[] =>
  refusals.flatMap((code) => {
    const { title } = Object.hasOwn(problems, code) ? (problems[code] ?? {}) : {};
    return LANGUAGES.filter((language) => !title?.[language]?.trim()).map(
      (language) => `${code} in ${language}`,
    );
  });

describe('what is declared', () => {
  it('is found in either form', () => {
    const text = [
      "export type A = Command<'OpenA', { a: string }> | Command<\n  'CloseA',\n  object>;",
      'export interface BCommandData {\n  OpenB: object;\n  CloseB: {\n' +
        '    readonly on?: string;\n  };\n}',
      "export const aRejections = ['not-a', 'a-b'] as const;",
    ].join('\n');
    expect(declaredIn(text)).toEqual({
      commands: ['OpenA', 'CloseA', 'OpenB', 'CloseB'],
      refusals: ['not-a', 'a-b'],
    });
  });

  it('and a refusal without a title in some language is named', () => {
    const title = { en: 'No', 'zh-Hant': '不', 'zh-Hans': ' ' };
    expect(untold(['a', 'b'], { a: { title } })).toEqual([
      'a in zh-Hans',
      ...LANGUAGES.map((language) => `b in ${language}`),
    ]);
  });
});

/**
 * architecture.md, Privacy: names, birth dates, contacts, document numbers, households, free texts.
 */
const PERSONAL_NAMES = [
  'name',
  'full',
  'native',
  'birthDate',
  'email',
  'phone',
  'address',
  'checkDigit',
  'subject',
  'description',
  'text',
  'note',
  'message',
  'items',
  'title',
  'comment',
  'feedback',
  'reason',
  'explanation',
  'preferences',
];
/** In other events `number` is the number of a case. */
const DOCUMENTS = /^Document/;

/** Names that look personal but belong to a company or a building. */
const OF_NO_PERSON = [
  'SponsorRegistered.name',
  'PropertyRegistered.name',
  'PropertyRegistered.address',
];

const holdsText = ({ type, enum: codes, items }: JsonSchema): boolean =>
  (type === 'string' && !codes) || (items !== undefined && holdsText(items));

/**
 * Whether a field looks personal: a text with a personal name, or a relation between people. A code
 * from a list is neither.
 */
const looksPersonal = (type: string, { path: place, schema }: Field): boolean => {
  const last = place.split('.').findLast((part) => part !== '*') ?? '';
  if (last === 'relation') return true;
  const named = PERSONAL_NAMES.includes(last) || (last === 'number' && DOCUMENTS.test(type));
  return named && holdsText(schema);
};

/**
 * Fields of an event that look personal but are stored in plain, or are sealed and not erasable.
 */
const exposedIn = (definition: EventDefinition): readonly string[] => {
  const fields = fieldsOf(jsonSchemaOf(definition.schema));
  const plain = fields.filter(
    (field) => looksPersonal(definition.type, field) && !isSealed(field.path, definition),
  );
  const unequal = fields.filter((field) => field.erasable !== isSealed(field.path, definition));
  const unknown = definition.personal.filter(
    ({ path: place }) => !fields.some((field) => field.path === place),
  );
  return [...plain, ...unequal, ...unknown]
    .map((field) => `${definition.type}.${field.path}`)
    .filter((place) => !OF_NO_PERSON.includes(place));
};

describe('what is personal', () => {
  const definitions = services.flatMap(({ categories }) =>
    categories.flatMap(({ events }) => Object.values(events)),
  );

  it.each(definitions)('is sealed in $type, and what is sealed may be erased', (definition) => {
    expect(exposedIn(definition)).toEqual([]);
  });

  it.each(Object.entries(contractsOf))('is in no contract of %s', (_, contracts) => {
    for (const { name, schema } of contracts) {
      const fields = fieldsOf(jsonSchemaOf(schema));
      expect(fields.filter((field) => looksPersonal(name, field) || field.erasable)).toEqual([]);
    }
  });

  const planted = (schema: z.ZodType, paths: readonly string[] = []): readonly string[] =>
    exposedIn({
      type: 'DocumentNoted',
      version: 1,
      schema: schema as z.ZodType<object>,
      personal: paths.map((place) => ({ path: place, purpose: 'free-text' })),
    });

  it('is named where it stands in plain', () => {
    expect(planted(z.object({ email: z.string(), code: z.string() }))).toEqual([
      'DocumentNoted.email',
    ]);
    expect(planted(z.object({ number: z.string() }))).toEqual(['DocumentNoted.number']);
    expect(planted(z.object({ a: z.array(z.object({ text: z.string() })) }))).toEqual([
      'DocumentNoted.a.*.text',
    ]);
    expect(planted(z.object({ items: z.array(z.string()) }))).toEqual(['DocumentNoted.items']);
  });

  it('is named where the schema and the list of personal fields disagree', () => {
    const schema = z.object({ note: personal(z.string()).optional(), who: z.string() });
    expect(planted(schema, ['note'])).toEqual([]);
    expect(planted(schema, ['note', 'who'])).toEqual(['DocumentNoted.who']);
    expect(planted(schema, ['note', 'nowhere'])).toEqual(['DocumentNoted.nowhere']);
    expect(planted(schema)).toContain('DocumentNoted.note');
  });

  it('is not found in codes', () => {
    expect(planted(z.object({ reason: z.enum(['late', 'lost']) }))).toEqual([]);
  });
});
