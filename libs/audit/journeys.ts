import {
  type Actor,
  type CategoryDefinition,
  type Instant,
  type ReadModel,
  readModel,
  type RecordedEvent,
  type RowSource,
} from '@talentloop/event-sourcing';

/** One event of a journey: its place in the log, its cause and its actor. Nothing personal. */
export interface JourneyRow {
  readonly eventId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: Instant;
  readonly actor: Actor;
}

const rowOf = ({ stream, revision, id, type, meta }: RecordedEvent): JourneyRow => ({
  eventId: id,
  correlationId: meta.correlationId,
  ...(meta.causationId !== undefined && { causationId: meta.causationId }),
  stream,
  revision,
  type,
  recordedAt: meta.recordedAt,
  actor: meta.actor,
});

/** A row for every event of one category, whatever its type. */
const everyEventOf = ({ category }: CategoryDefinition): RowSource<JourneyRow> => ({
  category,
  keysOf: ({ id }) => [id],
  on: new Map(),
  otherwise: (_, { event }) => rowOf(event),
});

/**
 * Every event of a service by its correlation id, for the tree of causes and effects. Each service
 * has one such read model.
 */
export const journeys = (categories: readonly CategoryDefinition[]): ReadModel<JourneyRow> =>
  readModel<JourneyRow>(
    {
      name: 'journeys',
      version: 1,
      columns: { correlationId: 'text' },
      indexes: [['correlationId']],
    },
    categories.map(everyEventOf),
  );
