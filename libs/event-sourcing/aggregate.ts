import type { CategoryDefinition } from './codec';
import type { Command, Decider } from './decider';
import type { DomainEvent } from './event';
import type { Exemplars } from './exemplars';

type AnyDecider = Decider<Command, unknown, DomainEvent, string>;

/** What is done with a decider and its exemplars, whatever their types are. */
interface AggregateVisitor<T> {
  <Map, C extends Command, S, E extends DomainEvent, R extends string>(
    decider: Decider<C, S, E, R>,
    exemplars: Exemplars<Map, S, E>,
  ): T;
}

/**
 * One kind of stream of a service: who decides, how its events are stored, and examples of both.
 */
export interface Aggregate {
  readonly decider: AnyDecider;
  readonly codec: CategoryDefinition;
  /** Gives a visitor the decider with its exemplars, typed by each other. */
  visit<T>(visitor: AggregateVisitor<T>): T;
}

/** An aggregate of its parts. @throws TypeError when the codec is of another category. */
export const aggregate = <Map, C extends Command, S, E extends DomainEvent, R extends string>(
  decider: Decider<C, S, E, R> & AnyDecider,
  codec: CategoryDefinition,
  exemplars: Exemplars<Map, S, E>,
): Aggregate => {
  if (codec.category !== decider.category)
    throw new TypeError(`the codec of ${codec.category} is not that of ${decider.category}`);
  return { decider, codec, visit: (visitor) => visitor(decider, exemplars) };
};
