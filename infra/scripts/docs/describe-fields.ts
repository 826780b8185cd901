import { fieldsOf, type Field } from '@talentloop/reference';
import { type JsonSchema, optionsOf } from '@talentloop/reference';
import { code } from './markdown';

const FORMATS: Readonly<Record<string, string>> = {
  date: 'day',
  'date-time': 'instant',
  uuid: 'uuid',
};

const typeOf = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.join(' | ');
  const options = optionsOf(schema);
  if (options.length > 0) return [...new Set(options.map(typeOf))].join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${typeOf(schema.items ?? {})}`;
    case 'string':
      return FORMATS[schema.format ?? ''] ?? 'text';
    default:
      return schema.type ?? 'anything';
  }
};

const hasMembers = ({ properties, items }: JsonSchema): boolean =>
  properties !== undefined || items?.properties !== undefined;

/** Whether a field is fully described by its members. */
const isContainer = ({ schema }: Field): boolean =>
  hasMembers(schema) || optionsOf(schema).some(hasMembers);

/**
 * `household[].name`, `accommodation?.kind`: a question mark follows every part that may be absent.
 */
const labelOf = ({ path }: Field, optional: ReadonlySet<string>): string => {
  const parts = path.split('.');
  const marked = parts.map((part, i) => {
    const mark = optional.has(parts.slice(0, i + 1).join('.')) ? '?' : '';
    return part === '*' ? '[]' : `${i === 0 ? '' : '.'}${part}${mark}`;
  });
  return marked.join('');
};

/** Describes one field after another. A lock marks fields that are stored sealed. */
export const describeFields = (
  schema: JsonSchema,
  isSealed: (path: string) => boolean = () => false,
): string => {
  const fields = fieldsOf(schema);
  const optional = new Set(fields.filter((field) => field.optional).map(({ path }) => path));
  const types = new Map<string, readonly string[]>();
  for (const field of fields.filter((each) => !isContainer(each))) {
    const label = `${isSealed(field.path) ? '🔒 ' : ''}${code(labelOf(field, optional))}`;
    types.set(label, [...(types.get(label) ?? []), typeOf(field.schema)]);
  }
  const lines = [...types].map(([label, texts]) => `${label} ${[...new Set(texts)].join(' | ')}`);
  return lines.join('<br>') || 'nothing';
};
