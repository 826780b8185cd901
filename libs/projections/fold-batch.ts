import type {
  EventCodecs,
  Instant,
  EventKind,
  Position,
  ReadModel,
  RecordedEvent,
  RowChange,
} from '@talentloop/event-sourcing';

/** A row with where it comes from; `row` is null where there is none. */
export interface KeyedRow {
  readonly key: string;
  readonly row: object | null;
  /** Of the event that wrote it last. */
  readonly position: Position;
  /** Of the event that first made it; lists are ordered by it. */
  readonly createdPosition: Position;
}

/** One version of a row, for tables that remember. */
interface RowVersion extends KeyedRow {
  readonly committedAt: Instant;
}

export interface FoldedBatch {
  /** The rows that are different now, each once. */
  readonly changed: readonly KeyedRow[];
  /** Every step in between, in the log's order. */
  readonly versions: readonly RowVersion[];
}

/** An event, the keys of the rows that it touches, each once, and how it changes them. */
export interface Touch {
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
  readonly change: RowChange;
}

/**
 * Whether a read model reads this event. An event type that this release has no codec for was
 * written by a newer release, and no fold of this one can know it.
 */
export const isRead = (event: EventKind, readModel: ReadModel, codecs: EventCodecs): boolean =>
  readModel.changeBy(event) !== undefined && codecs.knows(event);

/** What the events touch by the read model's own word. */
export const touchesOf = (
  readModel: ReadModel,
  events: readonly RecordedEvent[],
): readonly Touch[] =>
  events.flatMap((event): readonly Touch[] => {
    const change = readModel.changeBy(event);
    const keys = change ? distinct(change.keysOf(event)) : [];
    return change && keys.length > 0 ? [{ event, keys, change }] : [];
  });

/** Nearly always an event touches one row, so the set is made for the others alone. */
const distinct = (keys: readonly string[]): readonly string[] =>
  keys.length < 2 ? keys : [...new Set(keys)];

const NOWHERE = { row: null, position: 0, createdPosition: 0 };

/** Folds events over the rows they touch. A fold that answers its own row changes nothing. */
export const foldBatch = (
  touches: readonly Touch[],
  before: ReadonlyMap<string, KeyedRow>,
): FoldedBatch => {
  const now = new Map(before);
  const changed = new Map<string, KeyedRow>();
  const versions: RowVersion[] = [];
  for (const { event, keys, change } of touches) {
    for (const key of keys) {
      const current = now.get(key) ?? { key, ...NOWHERE };
      const row = change.fold(current.row, { key, data: event.data, event });
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
