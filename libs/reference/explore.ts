import {
  type Actor,
  type Command,
  type Decider,
  type DomainEvent,
  type Instant,
  EXEMPLARY_MOMENT,
  type Exemplar,
  type Exemplars,
  isRejection,
} from '@talentloop/event-sourcing';

/** Valid bodies for every command of a decider. If one is missing, the code does not compile. */
type Bodies<C extends Command> = {
  readonly [T in C['type']]: readonly Extract<C, { readonly type: T }>['data'][];
};

interface Exploration<C extends Command, S, E extends DomainEvent, R extends string> {
  readonly decider: Decider<C, S, E, R>;
  readonly bodies: Bodies<C>;
  readonly actors: readonly Actor[];
  /** Ascending. A command is never judged earlier than the command that led to its state. */
  readonly moments: readonly Instant[];
  /** The name of the state for a reader. */
  readonly statusOf: (state: S) => string;
  /**
   * What else in a state decides which commands may follow. States that agree in it count as one.
   */
  readonly detailOf?: (state: S) => unknown;
}

/** A granted command, and how its events changed the status. */
export interface Step {
  readonly command: string;
  readonly events: readonly string[];
  readonly from: string;
  /** The statuses after each event that changed it; empty if the status stays the same. */
  readonly through: readonly string[];
}

/** What the walk found about one decider. */
export interface Explored {
  readonly category: string;
  readonly commands: readonly string[];
  readonly steps: readonly Step[];
}

const STATES_MAX = 20_000;

/** The status after each event, where it differs from the status before. */
const statusesThrough = <C extends Command, S, E extends DomainEvent, R extends string>(
  { decider, statusOf }: Exploration<C, S, E, R>,
  state: S,
  events: readonly E[],
): { readonly through: readonly string[]; readonly end: S } => {
  const through: string[] = [];
  let [current, status] = [state, statusOf(state)];
  for (const event of events) {
    current = decider.evolve(current, event);
    const next = statusOf(current);
    if (next !== status) through.push(next);
    status = next;
  }
  return { through, end: current };
};

/**
 * Walks a decider from its initial state with the exemplary commands, breadth first. Everything
 * that it finds can really happen. The caller checks that everything was found: every command is
 * granted somewhere, and every event is emitted.
 */
const explore = <C extends Command, S, E extends DomainEvent, R extends string>(
  exploration: Exploration<C, S, E, R>,
): Explored => {
  const { decider, bodies, actors, moments, statusOf, detailOf } = exploration;
  const commands = Object.entries(bodies).flatMap(([type, list]) =>
    (list as readonly object[]).map((data) => ({ type, data }) as C),
  );
  const steps = new Map<string, Step>();
  const seen = new Set<string>();
  const waiting: { state: S; moment: number }[] = [];
  const visit = (state: S, moment: number): void => {
    const key = JSON.stringify([moment, statusOf(state), detailOf?.(state)]);
    if (seen.has(key)) return;
    if (seen.size >= STATES_MAX) throw new Error(`${decider.category}: too many states`);
    seen.add(key);
    waiting.push({ state, moment });
  };
  const tryOne = (state: S, moment: number, command: C, actor: Actor): void => {
    const answer = decider.decide(command, state, { at: moments[moment] ?? '', actor });
    if (isRejection(answer) || answer.length === 0) return;
    const { through, end } = statusesThrough(exploration, state, answer);
    const events = answer.map(({ type }) => type);
    const step = { command: command.type, events, from: statusOf(state), through };
    steps.set(JSON.stringify(step), step);
    visit(end, moment);
  };
  visit(decider.initialState, 0);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { state, moment } = next;
    for (let later = moment; later < moments.length; later += 1)
      for (const command of commands)
        for (const actor of actors) tryOne(state, later, command, actor);
  }
  return {
    category: decider.category,
    commands: Object.keys(bodies),
    steps: [...steps.values()],
  };
};

const unique = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Explores a decider with the exemplary commands of its aggregate: by their actors, at their
 * moments.
 */
export const exploreExemplars = <
  Map,
  C extends Command,
  S,
  E extends DomainEvent,
  R extends string,
>(
  decider: Decider<C, S, E, R>,
  exemplars: Exemplars<Map, S, E>,
): Explored => {
  const { commands, variants, statusOf, detailOf } = exemplars;
  const examples = Object.entries(commands) as [
    keyof Map & string,
    readonly Exemplar<object, E>[],
  ][];
  const all = examples.flatMap(([, list]) => list);
  const bodies = Object.fromEntries(
    examples.map(([type, list]) => [
      type,
      unique([...list.map(({ data }) => data), ...((variants?.[type] ?? []) as readonly object[])]),
    ]),
  );
  return explore({
    decider,
    bodies: bodies as Bodies<C>,
    actors: unique(all.map(({ by }) => by)),
    moments: unique(all.map(({ at = EXEMPLARY_MOMENT }) => at)).toSorted(),
    statusOf,
    ...(detailOf && { detailOf }),
  });
};
