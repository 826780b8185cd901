import type { Command, Rejection } from './decider';
import type { DomainEvent, Instant, RecordedEvent } from './event';
import type { ReadModel } from './read-model';

/** A command for another stream of the same service: `category` names the decider that judges it. */
export interface ProcessCommand<C extends Command = Command> {
  readonly category: string;
  readonly id: string;
  readonly command: C;
  /** What to do instead when it is refused; nothing by default: a refusal is an outcome. */
  readonly otherwise?: (refusal: Rejection) => readonly ProcessCommand[];
}

/**
 * Reacts to events with commands. Pure and without memory of its own: what it must know is in the
 * event. The runner gives each command the id UUIDv5(event id, process, index), so a redelivered
 * event repeats the same commands and changes nothing twice.
 */
export interface Process<E extends DomainEvent> {
  /** kebab-case; its checkpoint is `process:<name>`. */
  readonly name: string;
  readonly on: {
    readonly [T in E['type']]?: (
      event: RecordedEvent<Extract<E, { type: T }>>,
    ) => readonly ProcessCommand[];
  };
}

/** A row of a deadline's table; `dueAt` is a column. */
export interface DeadlineRow {
  readonly dueAt: Instant;
  /** The journey and the event that set the deadline, for a stream that many share. */
  readonly correlationId?: string;
  readonly causationId?: string;
}

/**
 * What must happen once a moment has passed. The table says what is due; the command is given the
 * id UUIDv5(key, deadline, due), and its decider compares the due time with the command's own, so a
 * late or a second poller changes nothing.
 */
export interface Deadline<Row extends DeadlineRow, E extends DomainEvent> {
  readonly name: string;
  readonly readModel: ReadModel<Row, E>;
  readonly fire: (row: Row, key: string) => ProcessCommand;
}
