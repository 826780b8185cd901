/** Absent is absent: a spread of an optional field must not put `undefined` into the log. */
export const withoutUndefined = (value: unknown): unknown =>
  holdsUndefined(value) ? copiedWithoutUndefined(value) : value;

const holdsUndefined = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.some((member) =>
    member === undefined ? !Array.isArray(value) : holdsUndefined(member),
  );
};

const copiedWithoutUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copiedWithoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, copiedWithoutUndefined(member)]));
};
