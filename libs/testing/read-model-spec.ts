import type { DomainEvent, Reactions, ReadModel, RecordedEvent } from '@talentloop/event-sourcing';
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
export const tableOf = <Row extends object>(
  readModel: ReadModel<Row>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, Row> => {
  const rows = new Map<string, Row>();
  for (const event of events) {
    const change = readModel.changeBy(event);
    for (const key of change?.keysOf(event) ?? []) {
      const row = change?.fold(rows.get(key) ?? null, deepFreeze({ key, data: event.data, event }));
      if (row) rows.set(key, deepFreeze(row));
      else rows.delete(key);
    }
  }
  return rows;
};

/**
 * What a process or the publications of a service make of an event.
 * @throws when nothing there reacts to events of this stream and type: an expectation of nothing
 * must not pass because the reaction is missing.
 */
export const reactionsOf = <Result>(
  reactions: Reactions<Result>,
  event: RecordedEvent,
): readonly Result[] => {
  const react = reactions.reactionTo(event);
  if (!react) throw new Error(`nothing reacts to ${event.type} of ${event.stream}`);
  return react(event);
};
