import { partsOf } from './decider';
import type { DomainEvent, RecordedEvent } from './event';
import {
  byType,
  type EventKind,
  type EventOfType,
  finderOf,
  type Source,
  type StreamsOf,
} from './sources';

/**
 * The SQL type of a column that is filtered or sorted on; everything else of a row is kept as JSON.
 */
export type ColumnType =
  'text' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'text[]';

/** An event on its way to the row with this key. */
export interface Envelope<E extends DomainEvent = DomainEvent> {
  readonly key: string;
  readonly data: E['data'];
  readonly event: RecordedEvent<E>;
}

/** What an event makes of the row with this key: the new row, or null for none. Pure. */
export type Fold<Row, E extends DomainEvent = DomainEvent> = (
  row: Row | null,
  envelope: Envelope<E>,
) => Row | null;

/**
 * Which rows an event touches, and what it makes of each of them. These are methods: TypeScript
 * compares their parameters in both directions, so that read models of different rows fit one list.
 * That is sound, because a fold is only ever given rows of its own read model.
 */
export interface RowChange<Row extends object = object> {
  keysOf(event: RecordedEvent): readonly string[];
  fold(row: Row | null, envelope: Envelope): Row | null;
}

/** The folds of one category; made by `rowsFrom`, `streamRows` and `resourceRows`. */
export interface RowSource<Row extends object> extends Source<Fold<Row>> {
  /** Which rows an event touches, from fields that are not personal. None: the event is skipped. */
  keysOf(event: RecordedEvent): readonly string[];
}

/** How the events of one decider make rows. */
export interface RowRules<Row extends object, E extends DomainEvent> {
  /** As in `RowSource`; the id of the event's stream by default. */
  readonly keysOf?: (event: RecordedEvent<E>) => readonly string[];
  readonly on: { readonly [T in E['type']]?: Fold<Row, EventOfType<E, T>> };
}

/** What a read model is, but for its folds. */
export interface ReadModelDefinition<Row extends object> {
  /** snake_case; the table's name. */
  readonly name: string;
  /** Raise it when a fold changes: the table is rebuilt. */
  readonly version: number;
  readonly columns: Readonly<Partial<Record<keyof Row & string, ColumnType>>>;
  /** Lists of columns (camelCase) to index, each for one question that is asked. */
  readonly indexes?: readonly (readonly (keyof Row & string)[])[];
  /** Keep one row version per key and position in `<name>_versions`, for "as of" questions. */
  readonly temporal?: true;
  /** The folds read personal fields, so the runner opens them; otherwise they arrive sealed. */
  readonly opensPersonal?: true;
}

/**
 * A table that is a pure function of the log. The runner keeps it in `<schema>.<name>` with
 * `key text primary key`, `position bigint` (of the event that wrote the row), the columns of the
 * definition taken from the row's fields of the same name (camelCase in the row, snake_case in the
 * table) and the whole row as `row json`.
 */
export interface ReadModel<Row extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly columns: Readonly<Record<string, ColumnType | undefined>>;
  readonly indexes?: readonly (readonly string[])[];
  readonly temporal?: true;
  readonly opensPersonal?: true;
  /** The categories that it reads, with the types of their events. */
  readonly sources: readonly Source<unknown>[];
  /** What an event of this category and type changes; undefined where it changes nothing. */
  changeBy(event: EventKind): RowChange<Row> | undefined;
}

/** The id of the event's stream: the row of the aggregate itself. */
export const streamId = ({ stream }: Pick<RecordedEvent, 'stream'>): readonly string[] => [
  partsOf(stream).id,
];

/** Rows that the events of one decider make, each fold typed by its own event. */
export const rowsFrom = <E extends DomainEvent, Row extends object>(
  decider: StreamsOf<E>,
  { keysOf = streamId, on }: RowRules<NoInfer<Row>, E>,
): RowSource<Row> => ({
  category: decider.category,
  keysOf,
  on: byType(on),
});

/** A read model with its folds. @throws TypeError when two sources are of one category. */
export const readModel = <Row extends object>(
  definition: ReadModelDefinition<Row>,
  sources: readonly RowSource<Row>[],
): ReadModel<Row> => ({
  ...definition,
  sources,
  changeBy: finderOf(definition.name, sources.map(changesOf)),
});

const changesOf = <Row extends object>(source: RowSource<Row>): Source<RowChange<Row>> => {
  const { category, keysOf, on, otherwise } = source;
  const change = (fold: Fold<Row>): RowChange<Row> => ({ keysOf, fold });
  return {
    category,
    on: new Map([...on].map(([type, fold]) => [type, change(fold)])),
    ...(otherwise && { otherwise: change(otherwise) }),
  };
};
