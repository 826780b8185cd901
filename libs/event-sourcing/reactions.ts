import type { DomainEvent, RecordedEvent } from './event';
import {
  byType,
  type EventKind,
  type EventOfType,
  finderOf,
  type Source,
  type StreamsOf,
} from './sources';

/** What follows from an event: a function of the event alone. */
export type ReactTo<E extends DomainEvent, Result> = (event: RecordedEvent<E>) => readonly Result[];

/** What follows from the events of one category; made by `from`. */
export type ReactionSource<Result> = Source<ReactTo<DomainEvent, Result>>;

/** What follows from the events of some categories: a process, or what a service publishes. */
export interface Reactions<Result> {
  /** One for each category, in the order in which they were written. */
  readonly sources: readonly ReactionSource<Result>[];
  /** The reaction to an event of this category and type; undefined where there is none. */
  reactionTo(event: EventKind): ReactTo<DomainEvent, Result> | undefined;
}

/** Reactions to the events of one decider, each typed by its own event. */
export const from = <E extends DomainEvent, Result>(
  decider: StreamsOf<E>,
  reactions: { readonly [T in E['type']]?: ReactTo<EventOfType<E, T>, Result> },
): ReactionSource<Result> => ({
  category: decider.category,
  on: byType(reactions),
});

/** Joins the sources of one owner. @throws TypeError when two are of one category. */
export const reactions = <Result>(
  owner: string,
  sources: readonly ReactionSource<Result>[],
): Reactions<Result> => ({ sources, reactionTo: finderOf(owner, sources) });
