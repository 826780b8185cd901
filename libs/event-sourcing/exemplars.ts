import type { Actor, DomainEvent, Instant } from './event';

/** When an exemplary command is judged, unless it says another moment. */
export const EXEMPLARY_MOMENT: Instant = '2026-03-02T02:00:00.000Z';

/** One valid command: what happened before it, who gives it, and exactly what follows. */
export interface Exemplar<Data, E extends DomainEvent> {
  readonly given: readonly E[];
  readonly by: Actor;
  /** EXEMPLARY_MOMENT by default. */
  readonly at?: Instant;
  readonly data: Data;
  readonly then: readonly E[];
}

/**
 * Valid examples of every command of an aggregate; a command left out does not compile. Specs
 * assert what follows from each, the state diagrams are explored with them, the reference and the
 * journeys show them, and a resource offers what the decider grants of them.
 */
export interface Exemplars<Map, S, E extends DomainEvent> {
  /** What a reader calls the state. */
  readonly statusOf: (state: S) => string;
  /** What else of a state decides about what may follow; states that agree in it are one. */
  readonly detailOf?: (state: S) => unknown;
  readonly commands: {
    readonly [T in keyof Map]: readonly [Exemplar<Map[T], E>, ...Exemplar<Map[T], E>[]];
  };
  /**
   * For commands whose example must fit the state and the moment that it is asked of, as a change
   * must differ from what is recorded. Every other command is asked with the data of its first
   * example.
   */
  readonly fitted?: { readonly [T in keyof Map]?: (state: S, at: Instant) => Map[T] };
  /** More data to explore the states with. */
  readonly variants?: { readonly [T in keyof Map]?: readonly Map[T][] };
}
