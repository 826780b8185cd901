import {
  type Actor,
  type CategoryDefinition,
  type Instant,
  type ReadModel,
  readModel,
  type RecordedEvent,
  type RowSource,
} from '@talentloop/event-sourcing';

/** One event of a journey: where it stands, what caused it, who did it. Nothing personal. */
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

/** Every event of a service by its correlation, for the tree of cause and effect. Each service has one. */
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
