import {
  readModel,
  type ReadModelDefinition,
  type StreamRowRules,
  streamRows,
} from '@talentloop/event-sourcing';
import type { ThingEvent } from './events';
import { thing } from './thing';

export interface ThingRow {
  readonly id: string;
  readonly name: string;
  readonly centre: string;
  readonly status: string;
  readonly createdAt: string;
}

/** `thingList`, but for its folds. */
export const thingListDefinition: ReadModelDefinition<ThingRow> = {
  name: 'thing_list',
  version: 1,
  columns: { name: 'text', centre: 'text', status: 'text', createdAt: 'timestamptz' },
  indexes: [['createdAt'], ['status', 'name']],
  temporal: true,
};

/** How the events of a thing make its row in `thingList`. */
export const thingListRules: StreamRowRules<ThingRow, ThingEvent> = {
  create: {
    ThingAdded: ({ key, data, event }) => ({
      id: key,
      name: data.name,
      centre: data.centre,
      status: 'kept',
      createdAt: event.meta.recordedAt,
    }),
  },
  change: {
    ThingRenamed: (_, { data }) => ({ name: data.name }),
    ThingScrapped: () => ({ status: 'scrapped' }),
  },
};

/** Things by centre and status, as they are and as they were. */
export const thingList = readModel<ThingRow>(thingListDefinition, [
  streamRows(thing, thingListRules),
]);
