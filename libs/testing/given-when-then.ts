import {
  type Actor,
  type Command,
  type Decider,
  type DecisionContext,
  type DomainEvent,
  type Instant,
  isRejection,
  type Rejection,
} from '@talentloop/event-sourcing';

/** The moment and the person of a command, where a spec does not care. */
export const AT: Instant = '2026-03-02T02:00:00.000Z';
export const WORKER: Actor = { id: 'worker-1', roles: ['caseworker'], centre: 'loop-onsite' };

export interface Circumstances {
  readonly at?: Instant;
  readonly actor?: Actor;
}

export const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};

/** What more may be asserted of what followed. It is no promise, so a spec may return it. */
interface Followed<S, R> {
  /** These types, in order: for events whose data other specs assert. */
  thenTypes(...types: readonly string[]): Followed<S, R>;
  /** The target state was reached already. */
  thenNothing(): Followed<S, R>;
  thenRefused(code: R, details?: Readonly<Record<string, unknown>>): Followed<S, R>;
  thenState(check: (state: S) => void): Followed<S, R>;
  /** The same command after its own events changes nothing. */
  againNothing(): Followed<S, R>;
}

/** What followed, and what may be asserted of it. */
export interface Outcome<S, E, R> extends Followed<S, R> {
  /** Exactly these events; `effectiveAt`, `reason` and `policy` count where they are given. */
  then(...events: readonly E[]): Followed<S, R>;
}

const foldTwice = <C extends Command, S, E extends DomainEvent, R extends string>(
  decider: Decider<C, S, E, R>,
  events: readonly E[],
): S => {
  const once = events.reduce(
    (state, event) => deepFreeze(decider.evolve(state, event)),
    deepFreeze(decider.initialState),
  );
  expect(events.reduce(decider.evolve, decider.initialState)).toEqual(once);
  return once;
};

const outcomeOf = <C extends Command, S, E extends DomainEvent, R extends string>(
  decider: Decider<C, S, E, R>,
  history: readonly E[],
  command: C,
  context: DecisionContext,
): Outcome<S, E, R> => {
  const before = foldTwice(decider, deepFreeze([...history]));
  const answer = decider.decide(deepFreeze(command), before, deepFreeze(context));
  const events = (): readonly E[] => {
    if (isRejection(answer))
      throw new Error(`refused: ${JSON.stringify(answer satisfies Rejection)}`);
    return answer;
  };
  const after = (): S => foldTwice(decider, [...history, ...events()]);
  const followed: Followed<S, R> = {
    thenTypes: (...types) => {
      expect(events().map(({ type }) => type)).toEqual(types);
      return followed;
    },
    thenNothing: () => (expect(events()).toEqual([]), followed),
    thenRefused: (code, details) => {
      expect(answer).toMatchObject({ rejected: code, ...(details && { details }) });
      return followed;
    },
    thenState: (check) => (check(after()), followed),
    againNothing: () => {
      expect(decider.decide(command, after(), context)).toEqual([]);
      return followed;
    },
  };
  return { ...followed, then: (...expected) => (expect(events()).toEqual(expected), followed) };
};

/**
 * Given-When-Then for one decider. Inputs are frozen to the bottom and every fold is made twice, so
 * a decider that writes to its arguments, or remembers, fails its first spec.
 */
export const specOf = <C extends Command, S, E extends DomainEvent, R extends string>(
  decider: Decider<C, S, E, R>,
) => ({
  given: (...history: readonly E[]) => ({
    when: (command: C, { at = AT, actor = WORKER }: Circumstances = {}): Outcome<S, E, R> =>
      outcomeOf(decider, history, command, { at, actor }),
  }),
});
