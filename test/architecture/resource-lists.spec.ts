import {
  type DomainEvent,
  readModel,
  type ReadModel,
  type RecordedEvent,
  resourceHead,
  type ResourceHead,
  rowsFrom,
} from '@talentloop/event-sourcing';
import { readModelsOf } from '@talentloop/service-host';
import { tally, type TallyEvent, recorded } from '@talentloop/testing';
import { findSamples, releasedEvents } from '@talentloop/reference';
import { services } from '../../apps/reference/src/services';

const REVISION = 41;
const LATER = '2026-03-05T02:00:00.000Z';

/** An event as it would follow on a row that is there. */
const following = <E extends DomainEvent>(event: RecordedEvent<E>): RecordedEvent<E> => ({
  ...event,
  revision: REVISION,
  meta: { ...event.meta, recordedAt: LATER },
});

const isHeaded = (row: object | null): row is ResourceHead =>
  row !== null && 'revision' in row && 'createdAt' in row;

const foldOf = (list: ReadModel, row: object | null, event: RecordedEvent): object | null => {
  const change = list.changeBy(event);
  if (!change) return row;
  const [key = ''] = change.keysOf(event);
  return change.fold(row, { key, data: event.data, event });
};

/** The rows of resources that one of these events makes from nothing. */
const rowsOf = (list: ReadModel, events: readonly RecordedEvent[]): readonly ResourceHead[] =>
  events.map((event) => foldOf(list, null, event)).filter(isHeaded);

/** The events after which a row of the list is not at the event's revision and time. */
const missedBy = (list: ReadModel, events: readonly RecordedEvent[]): readonly string[] => {
  const missed = rowsOf(list, events).flatMap((row) =>
    events.map(following).flatMap((event) => {
      const next = foldOf(list, row, event);
      if (next === null) return [];
      const moved = isHeaded(next) && next.revision === REVISION && next.updatedAt === LATER;
      return moved ? [] : [event.type];
    }),
  );
  return [...new Set(missed)];
};

/** The kept samples of every event of one category, as they are read today. */
const samplesOf = (category: string, service: string): readonly RecordedEvent[] =>
  releasedEvents(services)
    .filter(({ file }) => file.startsWith(`${service}/${category}/`))
    .flatMap((each) => findSamples(each) ?? [])
    .map(({ opened }) => ({ ...opened, position: 1, committedAt: opened.meta.recordedAt }));

const lists = services.flatMap((service) =>
  readModelsOf(service).flatMap((list) =>
    list.sources.flatMap(({ category }) => {
      const events = samplesOf(category, service.name);
      return rowsOf(list, events).length > 0 ? [[list.name, category, list, events] as const] : [];
    }),
  ),
);

it('finds lists of resources in every service', () => {
  const found = lists.map(([name]) => name);
  for (const service of services) {
    const own = readModelsOf(service).map(({ name }) => name);
    expect(own.filter((name) => found.includes(name))).not.toEqual([]);
  }
});

it.each(lists)('%s is moved by every event of the category %s', (_, __, list, events) => {
  expect(missedBy(list, events)).toEqual([]);
});

it('sees an event that a list misses', () => {
  const events: readonly TallyEvent[] = [
    { type: 'TallyOpened', data: { owner: 'ann' } },
    { type: 'TallyRaised', data: { by: 1 } },
    { type: 'TallyHandedOver', data: { owner: 'bob' } },
    { type: 'TallyClosed', data: { result: 'completed' } },
  ];
  const forgetful = readModel<ResourceHead>({ name: 'planted', version: 1, columns: {} }, [
    rowsFrom(tally, {
      on: {
        TallyOpened: (_, { event }) => resourceHead(event),
        TallyRaised: (row, { event: { revision } }) => row && { ...row, revision },
        TallyClosed: () => null,
      },
    }),
  ]);
  const happened = events.map((event) => recorded('tally-1', event));
  expect(missedBy(forgetful, happened)).toEqual(['TallyRaised', 'TallyHandedOver']);
});
