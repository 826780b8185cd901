import {
  type Command,
  type Decider,
  type DomainEvent,
  EXEMPLARY_MOMENT,
  type Exemplar,
  type Exemplars,
} from '@talentloop/event-sourcing';
import { specOf } from './given-when-then';

interface Named<E extends DomainEvent> {
  readonly type: string;
  readonly exemplar: Exemplar<object, E>;
}

const named = <Map, S, E extends DomainEvent>({ commands }: Exemplars<Map, S, E>) => {
  const byType: readonly (readonly [string, readonly Exemplar<object, E>[]])[] =
    Object.entries(commands);
  return byType.flatMap(([type, examples]): readonly Named<E>[] =>
    examples.map((exemplar) => ({ type, exemplar })),
  );
};

/** Declares a test for each exemplary command: given what was before, it leads to what it says. */
export const itFollowsItsExemplars = <
  Map,
  C extends Command,
  S,
  E extends DomainEvent,
  R extends string,
>(
  decider: Decider<C, S, E, R>,
  exemplars: Exemplars<Map, S, E>,
): void => {
  it.each(named(exemplars))('follows the example of $type', ({ type, exemplar }) => {
    const { given, by, at = EXEMPLARY_MOMENT, data, then } = exemplar;
    expect(then).not.toEqual([]);
    specOf(decider)
      .given(...given)
      .when({ type, data } as C, { actor: by, at })
      .then(...then);
  });
};
