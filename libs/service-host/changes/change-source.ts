import type { Rule, Scope } from '@talentloop/access';
import type { Command, Decider, Decisions, DomainEvent } from '@talentloop/event-sourcing';
import type { Resource } from '@talentloop/http';

/** A kind of resource whose changes callers may follow. */
export interface ChangeSource {
  /** The name in its path, such as `cases`. */
  readonly resource: string;
  /** The name in its streams, such as `case`. */
  readonly category: string;
  /** Who may read the resource, and therefore its changes. */
  readonly rule: Rule;
  /** Event types that only staff may see. */
  readonly internal: readonly string[];
  /** To whom the resource belongs now; undefined if it does not exist. */
  scopeOf(decisions: Decisions, id: string): Promise<Scope | undefined>;
}

export const changeSource = <
  C extends Command,
  S,
  E extends DomainEvent,
  R extends string,
>(options: {
  readonly resource: string;
  readonly decider: Decider<C, S, E, R>;
  readonly rule: Rule;
  readonly internal?: readonly E['type'][];
  readonly scopeOf: (state: S, id: string) => Scope | undefined;
}): ChangeSource => ({
  resource: options.resource,
  category: options.decider.category,
  rule: options.rule,
  internal: options.internal ?? [],
  async scopeOf(decisions, id) {
    const loaded = await decisions.load(options.decider, id);
    return loaded && options.scopeOf(loaded.state, id);
  },
});

/** The changes of a resource; none where callers do not follow them. */
export const changesOf = (resource: Resource): readonly ChangeSource[] => {
  const { path, decider, read, followed } = resource;
  if (!followed) return [];
  return [
    changeSource({
      resource: path,
      decider,
      rule: read,
      internal: followed.internal,
      scopeOf: (state, id) => (resource.exists(state) ? resource.scopeOf(state, id) : undefined),
    }),
  ];
};
