/**
 * A map that shares what does not change with the one it was made from: a register holds a year of
 * cases, and copying all of them for each number would make the year's work quadratic.
 */
export interface Lookup<V> {
  readonly value?: V;
  readonly next: Readonly<Record<string, Lookup<V>>>;
}

export const emptyLookup: Lookup<never> = { next: {} };

/** Eight hexadecimal or decimal digits spread millions of keys; the rest is kept as one step. */
const DEPTH = 8;
const stepsOf = (key: string): readonly string[] => [...key.slice(0, DEPTH), key.slice(DEPTH)];

export const lookUp = <V>(lookup: Lookup<V>, key: string): V | undefined =>
  stepsOf(key).reduce<Lookup<V> | undefined>(
    (at, step) => (at && Object.hasOwn(at.next, step) ? at.next[step] : undefined),
    lookup,
  )?.value;

export const put = <V>(lookup: Lookup<V>, key: string, value: V): Lookup<V> =>
  putAlong(lookup, stepsOf(key), value);

const putAlong = <V>(
  lookup: Lookup<V>,
  [step, ...rest]: readonly string[],
  value: V,
): Lookup<V> => {
  if (step === undefined) return { ...lookup, value };
  const below = Object.hasOwn(lookup.next, step) ? lookup.next[step] : undefined;
  const next = putAlong(below ?? { next: {} }, rest, value);
  return { ...lookup, next: { ...lookup.next, [step]: next } };
};
