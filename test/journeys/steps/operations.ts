import type { Json } from '@talentloop/testing/journeys';
import { dayFromToday } from './days';

/** A JSON schema in the API's description. */
export type Schema = Json;

/** One route in the API's description. */
export interface Operation {
  readonly method: string;
  /** Such as `/talents/{id}/submit`. */
  readonly path: string;
  /** Empty if the route needs no token. */
  readonly roles: readonly string[];
  readonly body: Schema | undefined;
  /** Whether the route accepts a file instead of JSON. */
  readonly multipart: boolean;
}

/** Resolves a reference. */
export const resolved = (document: Json, schema: Schema): Schema =>
  schema?.$ref === undefined
    ? schema
    : String(schema.$ref)
        .slice(2)
        .split('/')
        .reduce<Json>((at, part) => at[part], document);

export const operationsOf = (document: Json): readonly Operation[] =>
  Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, { security, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      roles: security.flatMap(({ bearer }: Json) => bearer),
      body: resolved(document, requestBody?.content?.['application/json']?.schema),
      multipart: requestBody?.content?.['multipart/form-data'] !== undefined,
    })),
  );

/** Values for patterns and formats that a sample cannot guess. */
const byName: Readonly<Record<string, string>> = {
  nationality: 'CN',
  phone: '+85291234567',
  currency: 'HKD',
  advance: 'PT0S',
  purpose: 'onboarding',
  recipient: 'service-centre',
  textVersion: '1',
  result: 'completed',
};

const textOf = (name: string, { format, pattern }: Schema): string => {
  if (format === 'uuid') return '0d000000-0000-4000-8000-00000000dead';
  if (format === 'date') return dayFromToday(name === 'to' ? 5 : 2);
  if (format === 'date-time') return new Date().toISOString();
  if (format === 'email') return 'sample@example.org';
  return byName[name] ?? (pattern === undefined ? 'A sample' : 'sample');
};

/** A value that the schema allows, with every property that it names. */
export const sampleOf = (document: Json, schema: Schema, name = ''): Json => {
  const { type, enum: values, ...of } = resolved(document, schema) ?? {};
  if (values) return values[0];
  if (type === 'string') return textOf(name, of);
  if (type === 'integer') return of.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'array') return [sampleOf(document, of.items, name)];
  const properties = Object.entries<Schema>(of.properties ?? {});
  return Object.fromEntries(properties.map(([key, each]) => [key, sampleOf(document, each, key)]));
};

/** Replaces the parameters of a path by ids, `id` by the id of its kind of resource. */
export const filled = (path: string, ids: Readonly<Record<string, string>>): string => {
  const [, resource = ''] = path.split('/');
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = name === 'id' ? ids[resource] : ids[name];
    return id ?? '0d000000-0000-4000-8000-00000000beef';
  });
};
