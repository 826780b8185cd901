import type { Sealed } from './event';

/** A concrete place in a JSON tree, and what its `*`s stood for. */
export interface Place {
  readonly place: readonly string[];
  readonly wildcards: readonly string[];
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;

export const valueAt = (tree: unknown, place: readonly string[]): unknown =>
  place.reduce(member, tree);

/** Every place that a pattern names and that is there; `*` stands for each item of a list. */
export const placesOf = (tree: unknown, pattern: readonly string[]): readonly Place[] => {
  const [head, ...rest] = pattern;
  if (head === undefined) return tree === undefined ? [] : [{ place: [], wildcards: [] }];
  const keys = head === '*' ? (Array.isArray(tree) ? Object.keys(tree) : []) : [head];
  return keys.flatMap((key) =>
    placesOf(member(tree, key), rest).map(({ place, wildcards }) => ({
      place: [key, ...place],
      wildcards: head === '*' ? [key, ...wildcards] : wildcards,
    })),
  );
};

/** The tree with another value at a place; everything beside the way is shared. */
export const withValue = (tree: unknown, place: readonly string[], value: unknown): unknown => {
  const [head, ...rest] = place;
  if (head === undefined) return value;
  const inner = withValue(member(tree, head), rest, value);
  if (Array.isArray(tree)) return tree.with(Number(head), inner);
  return { ...(tree as object), [head]: inner };
};

const isSealed = (value: object): value is Sealed =>
  'sealed' in value && value.sealed === 1 && 'box' in value && typeof value.box === 'string';

/** A sealed value, where it stands, and the object or list that holds it. */
export interface SealedPlace {
  /** `data.household.0.name` */
  readonly path: string;
  readonly sealed: Sealed;
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every sealed value of a tree, found by walking it once. */
export const sealedIn = (
  tree: object,
  path = '',
  found: SealedPlace[] = [],
): readonly SealedPlace[] => {
  const holder = tree as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    const value = holder[key];
    if (typeof value !== 'object' || value === null) continue;
    const place = path === '' ? key : `${path}.${key}`;
    if (isSealed(value)) found.push({ path: place, sealed: value, holder, key });
    else sealedIn(value, place, found);
  }
  return found;
};
