/** One field of a resource that an event changed; null where there was, or is, nothing. */
export interface Change {
  /** With dots: `offer.unitId`, `documents.0.status`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What changes with every event, or never says anything about the resource itself. */
const HOUSEKEEPING = new Set(['revision', 'updatedAt', 'allowedActions']);

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A list of things is compared thing by thing; a list of words is one value. */
const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isTree(value) && (!Array.isArray(value) || value.some(isTree));

const same = (a: unknown, b: unknown): boolean =>
  a === b || (isTree(a) && isTree(b) && JSON.stringify(a) === JSON.stringify(b));

const differences = (path: string, before: unknown, after: unknown): readonly Change[] => {
  const [from, to] = [before ?? null, after ?? null];
  if (same(from, to)) return [];
  // What appears or goes as a whole is told as a whole.
  if (!isBranch(from) || !isBranch(to)) return [{ field: path, before: from, after: to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => differences(`${path}.${key}`, from[key], to[key]));
};

/** The fields that differ between two bodies of one resource, in the order of the later one. */
export const changesBetween = (before: object, after: object): readonly Change[] => {
  const [from, to]: Readonly<Record<string, unknown>>[] = [{ ...before }, { ...after }];
  const keys = [...new Set([...Object.keys(to ?? {}), ...Object.keys(from ?? {})])];
  return keys
    .filter((key) => !HOUSEKEEPING.has(key))
    .flatMap((key) => differences(key, from?.[key], to?.[key]));
};
