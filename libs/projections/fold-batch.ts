import type {
  DomainEvent,
  Envelope,
  Fold,
  Instant,
  Position,
  ReadModel,
  RecordedEvent,
} from '@talentloop/event-sourcing';

/** A row with where it comes from; `row` is null where there is none. */
export interface KeyedRow<Row> {
  readonly key: string;
  readonly row: Row | null;
  /** Of the event that wrote it last. */
  readonly position: Position;
  /** Of the event that first made it; lists are ordered by it. */
  readonly createdPosition: Position;
}

/** One version of a row, for tables that remember. */
export interface RowVersion<Row> extends KeyedRow<Row> {
  readonly committedAt: Instant;
}

export interface FoldedBatch<Row> {
  /** The rows that are different now, each once. */
  readonly changed: readonly KeyedRow<Row>[];
  /** Every step in between, in the log's order. */
  readonly versions: readonly RowVersion<Row>[];
}

/** An event and the keys of the rows that it touches, each once. */
export interface Touch<E extends DomainEvent> {
  readonly event: RecordedEvent<E>;
  readonly keys: readonly string[];
}

/** What the events touch by the read model's own word. */
export const touchesOf = <Row extends object, E extends DomainEvent>(
  readModel: ReadModel<Row, E>,
  events: readonly RecordedEvent<E>[],
): readonly Touch<E>[] =>
  events
    .filter(({ type }) => Object.hasOwn(readModel.on, type))
    .map((event) => ({ event, keys: [...new Set(readModel.keysOf(event))] }))
    .filter(({ keys }) => keys.length > 0);

const NOWHERE = { row: null, position: 0, createdPosition: 0 };

/** Folds events over the rows they touch. A fold that answers its own row changes nothing. */
export const foldBatch = <Row extends object, E extends DomainEvent>(
  readModel: ReadModel<Row, E>,
  touches: readonly Touch<E>[],
  before: ReadonlyMap<string, KeyedRow<Row>>,
): FoldedBatch<Row> => {
  const now = new Map(before);
  const changed = new Map<string, KeyedRow<Row>>();
  const versions: RowVersion<Row>[] = [];
  for (const { event, keys } of touches) {
    for (const key of keys) {
      const current = now.get(key) ?? { key, ...NOWHERE };
      const row = foldOf(readModel, event)(current.row, { key, data: event.data, event });
      if (row === current.row) continue;
      const { position, committedAt } = event;
      const createdPosition = current.row === null ? position : current.createdPosition;
      const next = { key, row, position, createdPosition };
      now.set(key, next);
      changed.set(key, next);
      versions.push({ ...next, committedAt });
    }
  }
  return { changed: [...changed.values()], versions };
};

/** The fold of this event's type; `touchesOf` saw to it that there is one. */
const foldOf = <Row extends object, E extends DomainEvent>(
  { on }: ReadModel<Row, E>,
  event: RecordedEvent<E>,
): Fold<Row, E> => {
  const fold: ((row: Row | null, envelope: Envelope<never>) => Row | null) | undefined =
    on[event.type as E['type']];
  return (fold ?? ((row) => row)) as Fold<Row, E>;
};
