import { momentOf } from '../drawing/moments';

const HOUSEKEEPING = new Set([
  'id',
  'revision',
  'createdAt',
  'updatedAt',
  'correlationId',
  'allowedActions',
]);

/** The names of ids in a part, which tell a reader nothing. */
const PART_IDS = new Set(['id', 'noteId', 'messageId', 'taskId', 'documentId', 'consentId']);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Whether to show a field. A field that only repeats the heading is left out. */
export const isShown = (field: string): boolean => !HOUSEKEEPING.has(field);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/**
 * A JSON value as text: lists with commas, and only those members of an object that have a value.
 */
export const inWords = (value: unknown): string => {
  if (isEmpty(value)) return '–';
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && INSTANT.test(value) ? momentOf(value) : String(value);
  }
  if ('erased' in value && value.erased === true) return '[erased]';
  const members = Object.entries(value).filter(
    ([name, member]) => !PART_IDS.has(name) && !isEmpty(member),
  );
  return members.map(([name, member]) => `${name} ${inWords(member)}`).join(', ');
};

/** The fields of a body that have a value, each as `[field, text]`. */
export const fieldsOf = (body: Readonly<Record<string, unknown>>): readonly [string, string][] =>
  Object.entries(body)
    .filter(([name, value]) => isShown(name) && !isEmpty(value))
    .map(([name, value]): [string, string] => [
      name,
      Array.isArray(value) && value.some((each) => typeof each === 'object')
        ? `${value.length} (${value.map(inWords).join(' | ')})`
        : inWords(value),
    ]);
