import type {
  Actor,
  CategoryDefinition,
  DomainEvent,
  Fold,
  Instant,
  ReadModel,
  RecordedEvent,
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

/** Every event of a service by its correlation, for the tree of cause and effect. Each service has one. */
export const journeys = (
  categories: readonly CategoryDefinition[],
): ReadModel<JourneyRow, DomainEvent> => {
  const fold: Fold<JourneyRow, DomainEvent> = (_, { event }) => rowOf(event);
  const types = new Set(categories.flatMap(({ events }) => Object.keys(events)));
  return {
    name: 'journeys',
    version: 1,
    columns: { correlationId: 'text' },
    indexes: [['correlationId']],
    keysOf: ({ id }) => [id],
    on: Object.fromEntries([...types].map((type) => [type, fold])),
  };
};
