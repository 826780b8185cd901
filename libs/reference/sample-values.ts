import { derivedId } from '@talentloop/event-sourcing';
import { type JsonSchema, optionsOf } from './json-schema';

/**
 * Which of several samples to make. Every alternative of an enumeration or a union appears in one
 * of them.
 */
export interface SampleNumber {
  readonly index: number;
  /** Whether the sample has only what is required. */
  readonly least: boolean;
}

const alternatives = (schema: JsonSchema): readonly unknown[] => schema.enum ?? optionsOf(schema);

const children = (schema: JsonSchema): readonly JsonSchema[] => [
  ...Object.values(schema.properties ?? {}),
  ...(schema.items ? [schema.items] : []),
  ...optionsOf(schema),
];

const hasOptional = (schema: JsonSchema): boolean =>
  Object.keys(schema.properties ?? {}).length > (schema.required?.length ?? 0) ||
  children(schema).some(hasOptional);

const alternativesMax = (schema: JsonSchema): number =>
  Math.max(1, alternatives(schema).length, ...children(schema).map(alternativesMax));

/** As many samples as are needed to show each alternative once, and one without optional fields. */
export const samplesFor = (schema: JsonSchema): readonly SampleNumber[] => {
  const whole = Array.from({ length: alternativesMax(schema) }, (_, index) => ({
    index,
    least: false,
  }));
  return hasOptional(schema) ? [...whole, { index: whole.length, least: true }] : whole;
};

const text = ({ format }: JsonSchema, path: string): string => {
  if (format === 'date') return '2026-03-02';
  if (format === 'date-time') return '2026-03-02T02:00:00.123Z';
  return /Ids?(\.\d+)?$/.test(path) ? derivedId('sample', path) : `樣本 🏠 ${path}`;
};

const object = (schema: JsonSchema, path: string, number: SampleNumber): object => {
  const names = Object.keys(schema.properties ?? {});
  const present = names.filter((name) => !number.least || schema.required?.includes(name));
  return Object.fromEntries(
    present.map((name) => [
      name,
      sampleOf(schema.properties?.[name] ?? {}, path ? `${path}.${name}` : name, number),
    ]),
  );
};

/** A value that the schema accepts. It is the same each time, and its texts name their place. */
export const sampleOf = (schema: JsonSchema, path: string, number: SampleNumber): unknown => {
  if (schema.const !== undefined) return schema.const;
  const choices = alternatives(schema);
  const chosen = choices[number.index % choices.length];
  if (schema.enum) return chosen;
  if (choices.length > 0) return sampleOf(chosen as JsonSchema, path, number);
  switch (schema.type) {
    case 'object':
      return object(schema, path, number);
    case 'array':
      return [0, 1].map((item) => sampleOf(schema.items ?? {}, `${path}.${item}`, number));
    case 'integer':
      return Math.max(schema.minimum ?? 0, number.index + 1);
    case 'boolean':
      return number.index % 2 === 0;
    case 'string':
      return text(schema, path);
    default:
      throw new TypeError(`${path}: a sample of ${JSON.stringify(schema)} is not known`);
  }
};
