import type { Language } from '@talentloop/locale';
import type { Rule, Scope, Subject } from '@talentloop/access';
import type {
  Command,
  Decider,
  Decisions,
  DomainEvent,
  Exemplar,
  Exemplars,
  Instant,
} from '@talentloop/event-sourcing';
import type { RefusalProblems } from '../problem';
import type { FollowUpsOf } from '../tokens';
import type { Action, BodyClass, Creation } from './action';

/** For whom and when a resource is shown. */
export interface ViewContext {
  /** Now; for auditors, when the state was recorded. */
  readonly at: Instant;
  readonly language: Language;
  /** Who reads it; absent for auditors, who compare everything. */
  readonly reader?: Subject;
}

/** Data by command type, as an aggregate's exemplars have them. */
type DataByType<C extends Command> = { [P in C as P['type']]: P['data'] };

/** Names that the data of some command have. */
type FieldOf<C extends Command> = C extends unknown ? keyof C['data'] & string : never;

/** The commands about a part, without the part's id: the path names it. */
type WithoutPart<C extends Command, P extends string> =
  C extends Command<infer T, infer D>
    ? P extends keyof D
      ? Command<T, Omit<D, P>>
      : never
    : never;

/** Parts that have ids: what their id is called, and what can be done with one. */
type PartOptions<C extends Command> = {
  [P in FieldOf<C>]: {
    readonly id: P;
    readonly actions: Readonly<Record<string, Action<WithoutPart<C, P>>>>;
    /** Groups the routes in the documentation; the resource's tag by default. */
    readonly tag?: string;
  };
}[FieldOf<C>];

/** What HTTP knows of one kind of resource. */
export interface ResourceOptions<
  C extends Command,
  S,
  E extends DomainEvent,
  R extends string,
  O extends S,
  V extends object,
  A,
> {
  readonly decider: Decider<C, S, E, R>;
  readonly exemplars: Exemplars<DataByType<C>, NoInfer<S>, NoInfer<E>>;
  /** The first segment of its paths, and its name for auditors: `cases`. */
  readonly path: string;
  /** Groups the routes in the documentation; the path by default. */
  readonly tag?: string;
  /** Documents the answer of `GET /<path>/:id`. */
  readonly body: BodyClass;
  /** Whether there is something to show yet. */
  readonly exists: (state: S) => state is O;
  /** To whom it belongs: who else asks for it is told 404. */
  readonly scopeOf: (state: O, id: string) => Scope;
  /**
   * Its fields, without the head (`id`, `revision`, `createdAt`, `updatedAt`, `correlationId`) and
   * `allowedActions`. Pure. Personal values may be Erased.
   */
  readonly view: (state: O, id: string, context: ViewContext) => V;
  /** Who reads it, and follows its changes. */
  readonly read: Rule;
  /** Fields that only callers with that right see. */
  readonly fieldRights?: Readonly<Partial<Record<keyof NoInfer<V> & string, Rule>>>;
  /** Finds its id by what else a path may call it, as a case's number. */
  readonly alsoKnownBy?: (text: string, decisions: Decisions) => Promise<string | undefined>;
  /** Callers may follow its changes; of event types that are `internal`, only the staff hears. */
  readonly followed?: { readonly internal: readonly NoInfer<E>['type'][] };
  /** Event types that correct what was recorded before, since their `effectiveAt`. */
  readonly corrections?: readonly NoInfer<E>['type'][];
  /** For a shared stream: what people do with it belongs to the journey that began it. */
  readonly continuesItsJourney?: true;
  /**
   * What other streams hear of each command before its caller is answered, under the ids that the
   * process would use. An answer does not depend on it: what fails is left to the process.
   */
  readonly followUps?: FollowUpsOf;
  /** What a caller is answered for each refusal of the decider; total, so none can be forgotten. */
  readonly problems: RefusalProblems<NoInfer<R>>;
  /** How callers make one, by `POST /<path>`; absent where a controller or a process makes it. */
  readonly creation?: Creation<C>;
  /** By the last segment of their path. */
  readonly actions: A;
  /** By the segment before the part's id, which is also the field of the view that lists them. */
  readonly parts?: Readonly<Partial<Record<keyof NoInfer<V> & string, PartOptions<C>>>>;
}

/** Parts that have ids, whichever commands they know. */
export interface ResourcePart {
  readonly id: string;
  readonly actions: Readonly<Record<string, Action>>;
  readonly tag?: string;
}

/**
 * What HTTP knows of one kind of resource, said once. The library makes its controllers, allowed
 * actions, audited category and change feed from it. `C` are its commands, `O` its state once it
 * exists, `K` the names of its actions.
 */
export interface Resource<C extends Command = Command, O = unknown, K extends string = string> {
  /** What Nest provides its ResourceCommands under. */
  readonly token: symbol;
  readonly path: string;
  readonly tag: string;
  readonly body: BodyClass;
  readonly decider: Decider<C, unknown, DomainEvent, string>;
  readonly read: Rule;
  /** Who may take which action: for routes with a controller of their own. */
  readonly rules: Readonly<Record<K, Rule>>;
  readonly fieldRights: Readonly<Partial<Record<string, Rule>>>;
  readonly creation?: Creation;
  readonly actions: Readonly<Record<string, Action>>;
  readonly parts: Readonly<Partial<Record<string, ResourcePart>>>;
  readonly problems: RefusalProblems;
  readonly followed?: { readonly internal: readonly string[] };
  readonly corrections: readonly string[];
  readonly continuesItsJourney?: true;
  readonly followUps?: FollowUpsOf;
  exists(state: unknown): state is O;
  scopeOf(state: O, id: string): Scope;
  view(state: O, id: string, context: ViewContext): object;
  alsoKnownBy(text: string, decisions: Decisions): Promise<string | undefined>;
  /** An exemplary command of this type that fits the state and the moment. */
  exampleOf(type: string, state: O, at: Instant): Command;
}

/** Gives the command of a type that fits a state at a moment, or else the first exemplary one. */
const exampleOf = <Map, S, E extends DomainEvent>({ commands, fitted }: Exemplars<Map, S, E>) => {
  const examples: ReadonlyMap<string, readonly Exemplar<object, E>[]> = new Map(
    Object.entries(commands),
  );
  const firsts: ReadonlyMap<string, Command> = new Map(
    [...examples].flatMap(([type, [first]]) =>
      first ? [[type, { type, data: first.data }] as const] : [],
    ),
  );
  const fittedByType: ReadonlyMap<string, (state: S, at: Instant) => object> = new Map(
    Object.entries(fitted ?? {}),
  );
  return (type: string, state: S, at: Instant): Command => {
    const fit = fittedByType.get(type);
    const example = fit ? { type, data: fit(state, at) } : firsts.get(type);
    if (!example) throw new Error(`there is no exemplary ${type}`);
    return example;
  };
};

/** Says what HTTP knows of one kind of resource. */
export const defineResource = <
  C extends Command,
  S,
  E extends DomainEvent,
  R extends string,
  O extends S,
  V extends object,
  const A extends Readonly<Record<string, Action<C>>>,
>(
  options: ResourceOptions<C, S, E, R, O, V, A>,
): Resource<C, O, keyof A & string> => {
  const { path, exemplars, read, actions, parts = {} } = options;
  const rules = Object.entries(actions).map(([name, { rule }]) => [name, rule] as const);
  return {
    token: Symbol(path),
    path,
    tag: options.tag ?? path,
    body: options.body,
    decider: options.decider,
    read,
    rules: Object.fromEntries(rules) as Record<keyof A & string, Rule>,
    fieldRights: options.fieldRights ?? {},
    ...(options.creation && { creation: options.creation }),
    actions,
    parts,
    problems: options.problems,
    ...(options.followed && { followed: options.followed }),
    corrections: options.corrections ?? [],
    ...(options.continuesItsJourney && { continuesItsJourney: true }),
    ...(options.followUps && { followUps: options.followUps }),
    exists: options.exists,
    scopeOf: options.scopeOf,
    view: options.view,
    alsoKnownBy: options.alsoKnownBy ?? (async () => undefined),
    exampleOf: exampleOf(exemplars),
  };
};
