import type { Actor, DomainEvent, Instant } from './event';

/** What someone wants, as plain data. Every id it creates arrives inside `data`. */
export interface Command<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly data: D;
}

/**
 * A refusal is a value, not an exception: a stable kebab-case code, and what the caller should
 * know.
 */
export interface Rejection<R extends string = string> {
  readonly rejected: R;
  readonly details?: Readonly<Record<string, unknown>>;
}

export const reject = <R extends string>(
  rejected: R,
  details?: Readonly<Record<string, unknown>>,
): Rejection<R> => (details ? { rejected, details } : { rejected });

export const isRejection = (value: unknown): value is Rejection =>
  typeof value === 'object' && value !== null && 'rejected' in value;

/** When the command is judged (never before the stream's last event) and who asks. */
export interface DecisionContext {
  readonly at: Instant;
  readonly actor: Actor;
}

/**
 * An aggregate: two pure functions over plain data. `decide` answers the events that follow, none
 * when the command finds its target state reached, or a refusal. `evolve` never refuses anything.
 */
export interface Decider<C extends Command, S, E extends DomainEvent, R extends string> {
  /** The first part of the stream's name, camelCase: `case` in `case-<id>`. */
  readonly category: string;
  /** Many journeys write to it (units, registers), so its events take their asker's correlation. */
  readonly shared?: true;
  readonly initialState: S;
  decide(command: C, state: S, context: DecisionContext): readonly E[] | Rejection<R>;
  evolve(state: S, event: E): S;
}

/** The stream of one aggregate. */
export const streamOf = (category: string, id: string): string => `${category}-${id}`;

/** `case` of `case-<id>`: the category ends at the first hyphen. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

/** `case` and `<id>` of `case-<id>`. */
export const partsOf = (stream: string): { category: string; id: string } => {
  const at = stream.indexOf('-');
  return { category: stream.slice(0, at), id: stream.slice(at + 1) };
};
