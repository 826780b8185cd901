import type { EventDefinition } from '@talentloop/event-sourcing';
import { isErasedSchema, type JsonSchema, optionsOf } from './json-schema';

/** One field of a schema, at the end of its path. `*` stands for each item of a list. */
export interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly optional: boolean;
  /** Whether the field may read as erased. */
  readonly erasable: boolean;
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const isErasable = ({ anyOf, oneOf }: JsonSchema): boolean =>
  (anyOf ?? oneOf ?? []).some(isErasedSchema);

/**
 * Describes a value that may be erased as the value alone. Another union keeps its alternatives.
 */
const unwrapped = (schema: JsonSchema): JsonSchema => {
  const options = optionsOf(schema);
  return isErasable(schema) && options.length === 1 ? (options[0] ?? schema) : schema;
};

/** Every field of an object and of its parts, parents first. */
export const fieldsOf = (schema: JsonSchema, path = '', erasable = false): readonly Field[] => {
  const whole = erasable || isErasable(schema);
  const { properties = {}, required = [], items } = unwrapped(schema);
  const members = Object.entries(properties).flatMap(([name, member]) => {
    const at = join(path, name);
    const field = {
      path: at,
      schema: unwrapped(member),
      optional: !required.includes(name),
      erasable: whole || isErasable(member),
    };
    return [field, ...fieldsOf(member, at, whole)];
  });
  const options = isErasable(schema) ? [] : optionsOf(schema);
  return [
    ...members,
    ...options.flatMap((option) => fieldsOf(option, path, whole)),
    ...(items ? fieldsOf(items, join(path, '*'), whole) : []),
  ];
};

/** Whether the field, or an object that contains it, is stored sealed. */
export const isSealed = (path: string, { personal }: Pick<EventDefinition, 'personal'>): boolean =>
  personal.some((field) => path === field.path || path.startsWith(`${field.path}.`));
