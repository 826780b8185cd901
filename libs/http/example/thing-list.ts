import { partsOf, type ReadModel } from '@talentloop/event-sourcing';
import type { ThingEvent } from './events';

export interface ThingRow {
  readonly id: string;
  readonly name: string;
  readonly centre: string;
  readonly status: string;
  readonly createdAt: string;
}

/** Things by centre and status, as they are and as they were. */
export const thingList: ReadModel<ThingRow, ThingEvent> = {
  name: 'thing_list',
  version: 1,
  columns: { name: 'text', centre: 'text', status: 'text', createdAt: 'timestamptz' },
  indexes: [['createdAt'], ['status', 'name']],
  temporal: true,
  keysOf: ({ stream }) => [partsOf(stream).id],
  on: {
    ThingAdded: (_, { key, data, event }) => ({
      id: key,
      name: data.name,
      centre: data.centre,
      status: 'kept',
      createdAt: event.meta.recordedAt,
    }),
    ThingRenamed: (row, { data }) => row && { ...row, name: data.name },
    ThingScrapped: (row) => row && { ...row, status: 'scrapped' },
  },
};
