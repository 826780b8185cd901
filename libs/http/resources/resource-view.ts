import type { Language } from '@talentloop/locale';
import type { Subject } from '@talentloop/access';
import type { Instant, Loaded } from '@talentloop/event-sourcing';
import { showErased } from '../erased-text';
import { OfferedActions } from './offered-actions';
import type { Resource, ResourcePart, ViewContext } from './resource';

/** Who asks for a resource, and when. */
export interface Reader {
  readonly subject: Subject;
  readonly at: Instant;
  readonly language: Language;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Everything of a resource that does not depend on what the caller may do: the head that all
 * resources have, then its own fields. Pure, so that auditors can compare two of them.
 */
export const resourceBody = (
  resource: Resource,
  { id, revision, createdAt, updatedAt, correlationId, state }: Loaded<unknown>,
  context: ViewContext,
): Fields =>
  showErased({
    id,
    revision,
    createdAt,
    updatedAt,
    correlationId,
    ...resource.view(state, id, context),
  });

/** The resource as this caller sees it, with what they may do next, at its parts too. */
export const resourceView = (
  resource: Resource,
  loaded: Loaded<unknown>,
  { subject, at, language }: Reader,
): Fields & { readonly revision: number } => {
  const actions = new OfferedActions(resource, loaded, subject, at);
  const fields = resourceBody(resource, loaded, { at, language, reader: subject });
  return {
    revision: loaded.revision,
    ...fields,
    ...partsWithActions(resource, fields, actions),
    ...withheldFields(resource, actions),
    allowedActions: actions.all(),
  };
};

/** The lists of parts, each item with what the caller may do with it. */
const partsWithActions = ({ parts }: Resource, fields: Fields, actions: OfferedActions): Fields => {
  const shown: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(parts))
    if (part) shown[name] = withActions(name, part, fields[name], actions);
  return shown;
};

/** The fields that the caller has no right to see, as undefined: JSON leaves them out. */
const withheldFields = ({ fieldRights }: Resource, actions: OfferedActions): Fields => {
  const withheld: Record<string, unknown> = {};
  for (const [field, right] of Object.entries(fieldRights))
    if (right && !actions.grants(right)) withheld[field] = undefined;
  return withheld;
};

const isPart = (item: unknown): item is Fields => typeof item === 'object' && item !== null;

/** Each item of a list of parts, with what the caller may do with it. */
const withActions = (
  name: string,
  part: ResourcePart,
  items: unknown,
  actions: OfferedActions,
): unknown =>
  Array.isArray(items)
    ? items.filter(isPart).map((item) => ({
        ...item,
        allowedActions: actions.ofPart(name, part, String(item[part.id])),
      }))
    : items;
