import type { DomainEvent, Exemplar, Exemplars, ReadModel } from '@talentloop/event-sourcing';
import { type Resource, resourceBody } from '@talentloop/http';
import { readModelsOf } from '@talentloop/service-host';
import { AT, recorded, tableOf } from '@talentloop/testing';
import { serviceModules } from '../../apps/all-in-one/src/service-modules';

const ID = '00000000-0000-4000-8000-0000000000e1';

type History = readonly [type: string, events: readonly DomainEvent[]];

/** What happens before and after each exemplary command of an aggregate. */
const historiesOf = <Map, S, E extends DomainEvent>({
  commands,
}: Exemplars<Map, S, E>): readonly History[] =>
  Object.entries(commands).flatMap(([type, examples]) =>
    (examples as readonly Exemplar<object, E>[]).map(({ given, then }): History => [
      type,
      [...given, ...then],
    ]),
  );

/** The body of the resource after the events, as auditors read it. */
const bodyAfter = (resource: Resource, events: readonly DomainEvent[]): object | undefined => {
  const { decider } = resource;
  const state = events.reduce(decider.evolve, decider.initialState);
  if (!resource.exists(state)) return undefined;
  const stream = `${decider.category}-${ID}`;
  const revision = events.length - 1;
  const correlationId = '00000000-0000-4000-8000-00000000c0de';
  const head = { id: ID, stream, revision, createdAt: AT, updatedAt: AT, correlationId };
  return resourceBody(
    resource,
    { ...head, position: events.length, state },
    { at: AT, language: 'en' },
  );
};

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** A row that no list shows; it is kept as it was, for when it is shown again. */
const isUnlisted = (row: object): boolean => 'listed' in row && row.listed === false;

/** Fields that the row and the body both have as plain values, and that are not the same. */
const differencesOf = (row: object, body: object): readonly string[] => {
  const told = new Map<string, unknown>(Object.entries(body));
  return Object.entries(row).flatMap(([field, value]) => {
    const said = told.get(field);
    if (!told.has(field) || field === 'id') return [];
    if (!isPlain(value) || !isPlain(said) || value === said) return [];
    return [`${field}: ${String(value)}, not ${String(said)}`];
  });
};

const rowAfter = (list: ReadModel, category: string, events: readonly DomainEvent[]) => {
  const stream = `${category}-${ID}`;
  return tableOf(
    list,
    events.map((event, revision) => recorded(stream, event, { revision })),
  ).get(ID);
};

const lists = serviceModules.flatMap(({ service, resources }) =>
  resources.flatMap((resource) => {
    const { category } = resource.decider;
    const aggregate = service.aggregates.find(({ decider }) => decider === resource.decider);
    const histories = aggregate?.visit((_, exemplars) => historiesOf(exemplars)) ?? [];
    return readModelsOf(service)
      .filter(({ sources }) => sources.some((source) => source.category === category))
      .map((list) => [list.name, resource, list, histories] as const);
  }),
);

describe('what a list says of a resource is what the resource says', () => {
  it.each(lists)('%s', (_, resource, list, histories) => {
    const wrong = histories.flatMap(([type, events]) => {
      const [body, row] = [
        bodyAfter(resource, events),
        rowAfter(list, resource.decider.category, events),
      ];
      if (!body || !row || isUnlisted(row)) return [];
      return differencesOf(row, body).map((difference) => `${type}: ${difference}`);
    });
    expect(wrong).toEqual([]);
  });

  it('compares something, and sees a field that differs', () => {
    expect(lists.map(([name]) => name)).toEqual(
      expect.arrayContaining(['cases', 'talents', 'units']),
    );
    expect(differencesOf({ status: 'open' }, { status: 'closed' })).toEqual([
      'status: open, not closed',
    ]);
  });
});
