import type { EventDefinition, SealItem } from './codec';
import { isErased } from './erased';
import { placesOf, valueAt } from './json-places';

/** An event on its way into the log, its personal values still open. */
export interface Unsealed {
  readonly id: string;
  readonly definition: EventDefinition;
  readonly tree: { readonly data: object; readonly metadata: object };
}

/** A value to seal, and where its box goes. */
export interface PlacedItem extends SealItem {
  readonly place: readonly string[];
}

const FREE_TEXTS = [
  ['metadata', 'reason'],
  ['metadata', 'policy', 'inputs'],
];

/** Every personal value and free text of an event, under the key of the person it is about. */
export const sealItems = (
  { id, definition, tree }: Unsealed,
  streamSubject: string,
): readonly PlacedItem[] => {
  const fields = definition.personal.flatMap(({ path, purpose, subject }) =>
    placesOf(tree.data, stepsOf(path)).map(({ place, wildcards }) => {
      const found = subject && valueAt(tree.data, fill(subject, wildcards));
      const about = typeof found === 'string' ? found : streamSubject;
      return itemAt(['data', ...place], { eventId: id, purpose, subject: about }, tree);
    }),
  );
  const texts = FREE_TEXTS.map((place) =>
    itemAt(place, { eventId: id, purpose: 'free-text', subject: streamSubject }, tree),
  );
  return [...fields, ...texts].filter(({ value }) => value !== undefined && !isErased(value));
};

const itemAt = (
  place: readonly string[],
  under: Pick<SealItem, 'eventId' | 'purpose' | 'subject'>,
  tree: Unsealed['tree'],
): PlacedItem => ({ ...under, place, path: place.join('.'), value: valueAt(tree, place) });

const steps = new Map<string, readonly string[]>();

/** Patterns are literals of the codecs, so each is taken apart once. */
const stepsOf = (path: string): readonly string[] => {
  const known = steps.get(path);
  if (known) return known;
  const taken = path.split('.');
  steps.set(path, taken);
  return taken;
};

/** The subject's path with its `*`s replaced by the items at hand. */
const fill = (path: string, wildcards: readonly string[]): readonly string[] => {
  const left = [...wildcards];
  return stepsOf(path).map((part) => (part === '*' ? (left.shift() ?? '*') : part));
};
