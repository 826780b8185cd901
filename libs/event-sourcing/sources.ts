import { categoryOf } from './decider';
import type { DomainEvent, RecordedEvent } from './event';

/** What a source must know of a decider: which streams are its own, and which events they have. */
export interface StreamsOf<E extends DomainEvent> {
  readonly category: string;
  evolve(state: never, event: E): unknown;
}

/** The events of one type. */
export type EventOfType<E extends DomainEvent, T extends E['type']> = Extract<
  E,
  { readonly type: T }
>;

/** What is done with the events of one category, by their type. */
export interface Source<T> {
  readonly category: string;
  readonly on: ReadonlyMap<string, T>;
  /** What is done with events whose type `on` does not name; without it they are skipped. */
  readonly otherwise?: T;
}

/**
 * The rules of a literal by event type, each of them for events of any type from here on: the one
 * place that forgets which event a rule takes. That is sound, because `finderOf` finds a rule by
 * category and type, so a rule is given its own events only.
 */
export const byType = <T>(rules: object): ReadonlyMap<string, T> =>
  new Map<string, T>(Object.entries(rules));

/** An event's category and type. Two deciders may have events whose types are called the same. */
export type EventKind = Pick<RecordedEvent, 'stream' | 'type'>;

/**
 * Makes the function that finds what is done with an event: by the category of its stream, then by
 * its type. It answers undefined where nothing is done with such an event.
 * @throws TypeError when two sources are of one category: the second would never be asked.
 */
export const finderOf = <T>(
  owner: string,
  sources: readonly Source<T>[],
): ((event: EventKind) => T | undefined) => {
  const byCategory = new Map(sources.map((source) => [source.category, source]));
  if (byCategory.size < sources.length) {
    throw new TypeError(`${owner}: two sources are of one category`);
  }
  return ({ stream, type }) => {
    const source = byCategory.get(categoryOf(stream));
    return source && (source.on.get(type) ?? source.otherwise);
  };
};
