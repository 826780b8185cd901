import type { JsonSchema } from './json-schema';

/** A text that does not depend on the order in which a schema was written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, given: unknown) =>
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)))
      : given,
  );

const sorted = (names: readonly string[] = []): string => [...names].sort().join(', ');

/**
 * What a change breaks within a version. Old consumers read new messages, and new consumers read
 * old messages from the topic's beginning. So the values that a field may have must stay the same,
 * and whether the field is required. Only an optional field may be added, which old consumers
 * ignore.
 */
export const incompatibilities = (released: JsonSchema, current: JsonSchema): readonly string[] => {
  const [before, after] = [released.properties ?? {}, current.properties ?? {}];
  const fields = Object.entries(before).flatMap(([name, schema]) => {
    const now = after[name];
    if (!now) return [`${name} is gone`];
    return canonical(now) === canonical(schema) ? [] : [`${name} may hold something else`];
  });
  const { properties: _, required: was, ...rest } = released;
  const { properties: __, required: is, ...others } = current;
  return [
    ...fields,
    ...(sorted(was) === sorted(is) ? [] : [`required were ${sorted(was)}; now ${sorted(is)}`]),
    ...(canonical(rest) === canonical(others) ? [] : ['what is said of the whole is different']),
  ];
};
