import type { DomainEvent, Exemplar } from '@talentloop/event-sourcing';
import type { Resource } from '@talentloop/http';

/** The data of a command without the id that the library gives to the part that it makes. */
const withoutPart = (data: object, part: string | undefined): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== part));

/**
 * A valid body for every action of a resource whose body is the data of its command: the data of the
 * command's first exemplar. An action whose command depends on its caller has none here.
 */
export const exemplaryBodies = (
  { actions }: Pick<Resource, 'actions'>,
  {
    commands,
  }: { readonly commands: Readonly<Record<string, readonly Exemplar<object, DomainEvent>[]>> },
): Readonly<Record<string, object>> => {
  return Object.fromEntries(
    Object.entries(actions).flatMap(([name, action]) => {
      if (action.kind !== 'routed' || !action.body || typeof action.type !== 'string') return [];
      const data = commands[action.type]?.[0]?.data;
      return data ? [[name, withoutPart(data, action.makes)]] : [];
    }),
  );
};
