import type { DomainEvent, RecordedEvent } from './event';

/** The SQL type of a column that is filtered or sorted on; everything else of a row is kept as JSON. */
export type ColumnType =
  'text' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'text[]';

export interface Envelope<E extends DomainEvent> {
  readonly key: string;
  readonly data: E['data'];
  readonly event: RecordedEvent<E>;
}

/** What an event makes of the row with this key: the new row, or null for none. Pure. */
export type Fold<Row, E extends DomainEvent> = (
  row: Row | null,
  envelope: Envelope<E>,
) => Row | null;

/**
 * A table that is a pure function of the log. The runner keeps it in `<schema>.<name>` with
 * `key text primary key`, `position bigint` (of the event that wrote the row), the columns below
 * taken from the row's fields of the same name (camelCase in the row, snake_case in the table)
 * and the whole row as `row json`.
 */
export interface ReadModel<Row extends object, E extends DomainEvent> {
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
  /** Which rows an event touches, from fields that are not personal. None: the event is skipped. */
  keysOf(event: RecordedEvent<E>): readonly string[];
  readonly on: { readonly [T in E['type']]?: Fold<Row, Extract<E, { type: T }>> };
}
