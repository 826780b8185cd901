import type { CanonicalText } from './event';

/** The value has no canonical form: it is not I-JSON as this log understands it. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
  constructor(path: string, why: string) {
    super(`${path || '(root)'}: ${why}`);
  }
}

/** Deeper than any event of ours; a bound keeps a hostile value from exhausting the stack. */
const DEPTH_MAX = 64;

/** What cannot be written, and the way back from there to the root, told while unwinding. */
class Unstorable extends Error {
  readonly place: (string | number)[] = [];
}

/** The error, told that it came from the member of that name. */
const at = (key: string | number, error: unknown): unknown => {
  if (error instanceof Unstorable) error.place.unshift(key);
  return error;
};

/** Printable ASCII without a quote or a backslash stands for itself in JSON. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** U+0000 cannot be stored by PostgreSQL, and a lone surrogate has no UTF-8 form. */
const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');

const text = (value: string): string => {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!isStorable(value)) throw new Unstorable('U+0000 or a lone surrogate');
  return JSON.stringify(value);
};

const object = (value: object, depth: number): string => {
  const source = value as Readonly<Record<string, unknown>>;
  let members = '';
  // RFC 8785 sorts by UTF-16 code units, which is what Array.prototype.sort does to strings.
  for (const key of Object.keys(source).sort()) {
    const name = text(key);
    try {
      members += `${members && ','}${name}:${serialize(source[key], depth + 1)}`;
    } catch (error) {
      throw at(key, error);
    }
  }
  return `{${members}}`;
};

const list = (value: readonly unknown[], depth: number): string => {
  const items = value.map((item, i) => {
    try {
      return serialize(item, depth + 1);
    } catch (error) {
      throw at(i, error);
    }
  });
  return `[${items.join(',')}]`;
};

const serialize = (value: unknown, depth: number): string => {
  if (depth > DEPTH_MAX) throw new Unstorable(`nested deeper than ${DEPTH_MAX}`);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Unstorable('not a safe integer');
    return String(value + 0); // -0 becomes 0
  }
  if (Array.isArray(value)) return list(value, depth);
  if (typeof value === 'object' && value !== null) return object(value, depth);
  throw new Unstorable(`${value === null ? 'null' : typeof value} has no place in an event`);
};

/**
 * The one text of a JSON value (RFC 8785) over I-JSON: safe integers only, absent rather than null
 * or undefined, well-formed Unicode without U+0000, no normalisation.
 * @throws NotCanonical naming the place.
 */
export const canonicalJson = (value: unknown): CanonicalText => {
  try {
    return serialize(value, 0);
  } catch (error) {
    if (!(error instanceof Unstorable)) throw error;
    throw new NotCanonical(error.place.map((key) => `/${key}`).join(''), error.message);
  }
};
