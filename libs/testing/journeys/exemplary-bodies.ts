import type { DomainEvent, Exemplar } from '@talentloop/event-sourcing';
import { commandTypeFor, type Resource } from '@talentloop/http';

const CASEWORKER = { id: 'worker', roles: ['caseworker'] } as const;

/** The data of a command without the id that the library gives to the part that it makes. */
const withoutPart = (data: object, part: string | undefined): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== part));

/**
 * A valid body for every action of a resource whose body is the data of its command: the data of
 * the command's first exemplar. Where the command depends on the caller, it is a caseworker's.
 */
export const exemplaryBodies = (
  { actions }: Pick<Resource, 'actions'>,
  {
    commands,
  }: { readonly commands: Readonly<Record<string, readonly Exemplar<object, DomainEvent>[]>> },
): Readonly<Record<string, object>> => {
  return Object.fromEntries(
    Object.entries(actions).flatMap(([name, action]) => {
      if (action.kind !== 'routed' || !action.body) return [];
      const data = commands[commandTypeFor(action.type, CASEWORKER)]?.[0]?.data;
      return data ? [[name, withoutPart(data, action.makes)]] : [];
    }),
  );
};
