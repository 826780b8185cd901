/** A field of a resource that an event changed. Null means that the field had, or has, no value. */
export interface Change {
  /** The path with dots, such as `offer.unitId` or `documents.0.status`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Fields that change with every event, or that do not describe the resource itself. */
const HOUSEKEEPING = new Set(['revision', 'updatedAt', 'allowedActions']);

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A list of objects is compared object by object. A list of words counts as one value. */
const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isTree(value) && (!Array.isArray(value) || value.some(isTree));

const same = (a: unknown, b: unknown): boolean =>
  a === b || (isTree(a) && isTree(b) && JSON.stringify(a) === JSON.stringify(b));

const differences = (path: string, before: unknown, after: unknown): readonly Change[] => {
  const [from, to] = [before ?? null, after ?? null];
  if (same(from, to)) return [];
  // A whole object that appears or disappears is one change.
  if (!isBranch(from) || !isBranch(to)) return [{ field: path, before: from, after: to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => differences(`${path}.${key}`, from[key], to[key]));
};

/** The fields that differ between two bodies of one resource, in the order of the later body. */
export const changesBetween = (before: object, after: object): readonly Change[] => {
  const [from, to]: Readonly<Record<string, unknown>>[] = [{ ...before }, { ...after }];
  const keys = [...new Set([...Object.keys(to ?? {}), ...Object.keys(from ?? {})])];
  return keys
    .filter((key) => !HOUSEKEEPING.has(key))
    .flatMap((key) => differences(key, from?.[key], to?.[key]));
};
