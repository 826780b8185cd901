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

/** U+0000 cannot be stored by PostgreSQL, and a lone surrogate has no UTF-8 form. */
const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');

const text = (value: string, path: string): string => {
  if (!isStorable(value)) throw new NotCanonical(path, 'U+0000 or a lone surrogate');
  return JSON.stringify(value);
};

const object = (value: object, path: string, depth: number): string => {
  const members = [];
  const source = value as Readonly<Record<string, unknown>>;
  // RFC 8785 sorts by UTF-16 code units, which is what Array.prototype.sort does to strings.
  for (const key of Object.keys(source).sort()) {
    members.push(`${text(key, path)}:${serialize(source[key], `${path}/${key}`, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
};

const serialize = (value: unknown, path: string, depth: number): string => {
  if (depth > DEPTH_MAX) throw new NotCanonical(path, `nested deeper than ${DEPTH_MAX}`);
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new NotCanonical(path, 'not a safe integer');
    return JSON.stringify(value); // -0 becomes 0
  }
  if (Array.isArray(value)) {
    const items = value.map((item, i) => serialize(item, `${path}/${i}`, depth + 1));
    return `[${items.join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) return object(value, path, depth);
  throw new NotCanonical(
    path,
    `${value === null ? 'null' : typeof value} has no place in an event`,
  );
};

/**
 * The one text of a JSON value (RFC 8785) over I-JSON: safe integers only, absent rather than null
 * or undefined, well-formed Unicode without U+0000, no normalisation.
 * @throws NotCanonical naming the place.
 */
export const canonicalJson = (value: unknown): CanonicalText => serialize(value, '', 0);
