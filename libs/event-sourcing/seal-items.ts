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
  { path: 'metadata.reason', place: ['metadata', 'reason'] },
  { path: 'metadata.policy.inputs', place: ['metadata', 'policy', 'inputs'] },
];

/** Every personal value and free text of an event, under the key of the person it is about. */
export const sealItems = (
  { id: eventId, definition, tree }: Unsealed,
  streamSubject: string,
): readonly PlacedItem[] => {
  const items: PlacedItem[] = [];
  const add = (item: PlacedItem): void => {
    if (item.value !== undefined && !isErased(item.value)) items.push(item);
  };
  for (const { path: pattern, purpose, subject: of } of definition.personal)
    for (const { place: inData, wildcards } of placesOf(tree.data, stepsOf(pattern))) {
      const found = of && valueAt(tree.data, fill(of, wildcards));
      const subject = typeof found === 'string' ? found : streamSubject;
      const place = ['data', ...inData];
      const value = valueAt(tree, place);
      add({ eventId, purpose, subject, place, path: place.join('.'), value });
    }
  for (const { path, place } of FREE_TEXTS) {
    const value = valueAt(tree, place);
    add({ eventId, purpose: 'free-text', subject: streamSubject, place, path, value });
  }
  return items;
};

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
