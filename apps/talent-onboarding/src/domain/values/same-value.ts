const fieldsOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, field]) => field !== undefined);

/** Whether two plain values say the same; an absent field and an undefined one are alike. */
export const sameValue = (left: unknown, right: unknown): boolean => {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const other = new Map(fieldsOf(right));
  const fields = fieldsOf(left);
  return (
    fields.length === other.size &&
    fields.every(([name, field]) => other.has(name) && sameValue(field, other.get(name)))
  );
};
