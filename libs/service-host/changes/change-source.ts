import type { Rule, Scope } from '@talentloop/access';
import type { Decisions } from '@talentloop/event-sourcing';
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

/** The changes of a resource; none where callers do not follow them. */
export const changesOf = (resource: Resource): readonly ChangeSource[] => {
  const { path, decider, read, followed } = resource;
  if (!followed) return [];
  return [
    {
      resource: path,
      category: decider.category,
      rule: read,
      internal: followed.internal,
      async scopeOf(decisions, id) {
        const loaded = await decisions.load(decider, id);
        if (!loaded || !resource.exists(loaded.state)) return undefined;
        return resource.scopeOf(loaded.state, id);
      },
    },
  ];
};
