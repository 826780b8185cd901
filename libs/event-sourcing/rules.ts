import type { Command, DecisionContext, Rejection } from './decider';
import type { DomainEvent } from './event';

/** The commands of a map from command type to data: all of them, or those of the types named. */
export type CommandOf<Map, T extends keyof Map = keyof Map> = {
  [P in T & string]: Command<P, Map[P] & object>;
}[T & string];

/** The events of a map from event type to data: all of them, or those of the types named. */
export type EventOf<Map, T extends keyof Map = keyof Map> = {
  [P in T & string]: DomainEvent<P, Map[P] & object>;
}[T & string];

/** The events that follow, none when the target state is reached already, or a refusal. */
export type Decision<E extends DomainEvent, R extends string> = readonly E[] | Rejection<R>;

/** How each of these commands is judged: always data, state, context, in this order. */
export type Rules<Map, T extends keyof Map, S, E extends DomainEvent, R extends string> = {
  readonly [P in T]: (data: Map[P], state: S, context: DecisionContext) => Decision<E, R>;
};

/** What each of these events makes of a state: always state, event, in this order. */
export type Folds<Map, T extends keyof Map, S> = {
  readonly [P in T & string]: (state: S, event: EventOf<Map, P>) => S;
};

/** The target state was reached before: nothing follows. */
export const alreadySo: readonly never[] = [];

/** Judges a command by the rule of its type. */
export const judge = <
  Map,
  T extends keyof Map & string,
  S,
  E extends DomainEvent,
  R extends string,
>(
  rules: Rules<Map, T, S, E, R>,
  { type, data }: { readonly type: T; readonly data: Map[T] },
  state: S,
  context: DecisionContext,
): Decision<E, R> => rules[type](data, state, context);

/** Folds an event into a state by the fold of its type. */
export const fold = <S, E extends { readonly type: string }>(
  folds: { readonly [T in E['type']]: (state: S, event: Extract<E, { readonly type: T }>) => S },
  state: S,
  event: E,
): S => {
  const one: (state: S, event: never) => S = folds[event.type as E['type']];
  return one(state, event as never);
};
