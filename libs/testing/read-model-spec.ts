import type { DomainEvent, ReadModel, RecordedEvent } from '@talentloop/event-sourcing';
import { AT, deepFreeze, WORKER } from './given-when-then';

/** An event of a stream, for specs of read models, processes and publications. */
export const recorded = <E extends DomainEvent>(
  stream: string,
  event: E,
  over: { revision?: number; at?: string; correlationId?: string; position?: number } = {},
): RecordedEvent<E> => {
  const { revision = 0, at = AT, position = revision + 1 } = over;
  const correlationId = over.correlationId ?? '00000000-0000-4000-8000-00000000c0de';
  return deepFreeze({
    ...event,
    stream,
    revision,
    id: `${stream}@${revision}`,
    position,
    committedAt: at,
    meta: { recordedAt: at, actor: WORKER, commandId: `command-${revision}`, correlationId },
  });
};

/** The table that these events make, folded by the read model's own rules; key → row. */
export const tableOf = <Row extends object, E extends DomainEvent>(
  readModel: ReadModel<Row, E>,
  events: readonly RecordedEvent<E>[],
): ReadonlyMap<string, Row> => {
  const rows = new Map<string, Row>();
  for (const event of events) {
    const fold = readModel.on[event.type as E['type']];
    if (!fold) continue;
    for (const key of readModel.keysOf(event)) {
      const row = fold(
        rows.get(key) ?? null,
        deepFreeze({ key, data: event.data, event }) as never,
      );
      if (row) rows.set(key, deepFreeze(row));
      else rows.delete(key);
    }
  }
  return rows;
};
