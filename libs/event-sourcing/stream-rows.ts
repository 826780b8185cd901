import type { DomainEvent, Instant, RecordedEvent } from './event';
import { type Envelope, type Fold, type RowSource, streamId } from './read-model';
import { byType, type EventOfType, type StreamsOf } from './sources';

/** What every row of a list of resources has of its stream; each event of the stream moves it. */
export interface ResourceHead {
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly revision: number;
  readonly correlationId: string;
}

/** The head of a resource that this event creates. */
export const resourceHead = ({ revision, meta }: RecordedEvent): ResourceHead => ({
  createdAt: meta.recordedAt,
  updatedAt: meta.recordedAt,
  revision,
  correlationId: meta.correlationId,
});

/** The fields that an event changes; undefined removes a field that a row need not have. */
type Changes<Row> = {
  readonly [F in keyof Row]?: Row[F] | (object extends Pick<Row, F> ? undefined : never);
};

/** What the events say in a data field of this name. */
type ValueOf<Data, F> = Data extends unknown
  ? F extends keyof Data
    ? Exclude<Data[F], undefined>
    : never
  : never;

/** The fields of a row that may be copied: where an event has data of that name, it fits. */
type CopiedField<Row, E extends DomainEvent> = {
  [F in keyof Row & string]: ValueOf<E['data'], F> extends Row[F] ? F : never;
}[keyof Row & string];

type ChangesOf<Row, E extends DomainEvent = DomainEvent> = (
  row: Row,
  envelope: Envelope<E>,
) => Changes<Row> | null;

/** How the events of a stream make its one row. */
export interface StreamRowRules<Row extends object, E extends DomainEvent> {
  /** The row of a stream that begins with this event. */
  readonly create: {
    readonly [T in E['type']]?: (envelope: Envelope<EventOfType<E, T>>) => Row;
  };
  /** What an event changes of a row that is there: some fields, or null to remove the row. */
  readonly change?: {
    readonly [T in E['type']]?: ChangesOf<Row, EventOfType<E, T>>;
  };
  /** Fields that every event sets which has a data field of the same name. */
  readonly copies?: readonly CopiedField<Row, E>[];
  /** Computes what depends on other fields, after each change. */
  readonly derive?: (row: Row) => Row;
}

/** What an event changes of any row, whatever the rules of the row say. */
type HeadOf = (event: RecordedEvent) => Partial<ResourceHead>;

const noHead: HeadOf = () => ({});

const movedHead: HeadOf = ({ revision, meta }) => ({ revision, updatedAt: meta.recordedAt });

/**
 * One row for each stream, its key the id of the stream. `create` makes it, `change` gives what an
 * event changes of it, and an event that changes no field leaves the row as it is.
 */
export const streamRows = <E extends DomainEvent, Row extends object>(
  decider: StreamsOf<E>,
  rules: StreamRowRules<NoInfer<Row>, E>,
): RowSource<Row> => {
  const { otherwise, ...source } = rowsOf<E, Row>(decider, rules, noHead);
  return rules.copies ? { ...source, otherwise } : source;
};

/**
 * One row for each resource, as `streamRows` makes it, which every event of the stream moves to its
 * own revision and time: also an event that neither `create` nor `change` names.
 */
export const resourceRows = <E extends DomainEvent, Row extends ResourceHead>(
  decider: StreamsOf<E>,
  rules: StreamRowRules<NoInfer<Row>, E>,
): RowSource<Row> => rowsOf<E, Row>(decider, rules, movedHead);

const rowsOf = <E extends DomainEvent, Row extends object>(
  { category }: StreamsOf<E>,
  { create, change = {}, copies = [], derive = (row) => row }: StreamRowRules<Row, E>,
  headOf: HeadOf,
): RowSource<Row> & { readonly otherwise: Fold<Row> } => {
  const moved = (row: Row, changes: Changes<Row>, { data, event }: Envelope): Row => {
    const all = { ...fieldsOf(data, copies), ...changes, ...headOf(event) };
    return Object.keys(all).length === 0 ? row : derive(withChanges(row, all));
  };
  const on = new Map<string, Fold<Row>>();
  for (const [type, rowOf] of byType<(envelope: Envelope) => Row>(create)) {
    on.set(type, (_, envelope) => rowOf(envelope));
  }
  for (const [type, changesOf] of byType<ChangesOf<Row>>(change)) {
    if (on.has(type)) throw new TypeError(`${category}: ${type} both creates and changes a row`);
    on.set(type, (row, envelope) => {
      const changes = row && changesOf(row, envelope);
      return row && changes && moved(row, changes, envelope);
    });
  }
  const otherwise: Fold<Row> = (row, envelope) => row && moved(row, {}, envelope);
  return { category, keysOf: streamId, on, otherwise };
};

/** The fields of the data that have one of these names. */
const fieldsOf = (data: object, names: readonly string[]): object =>
  names.length === 0
    ? {}
    : Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));

/** Keeps the order of the row's fields; one that becomes undefined is removed. */
const withChanges = <Row extends object, C extends object>(row: Row, changes: C): Row & C => {
  const changed = { ...row, ...changes };
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined) Reflect.deleteProperty(changed, field);
  }
  return changed;
};
