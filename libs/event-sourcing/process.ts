import type { Command, DecisionContext, Rejection } from './decider';
import type { Instant } from './event';
import { type Reactions, type ReactionSource, reactions } from './reactions';
import type { ReadModel } from './read-model';

/**
 * A command for another stream of the same service: `category` names the decider that judges it.
 */
export interface ProcessCommand<C extends Command = Command> {
  readonly category: string;
  readonly id: string;
  readonly command: C;
  /** What to do instead when it is refused; nothing by default: a refusal is an outcome. */
  readonly otherwise?: (refusal: Rejection) => readonly ProcessCommand[];
}

/** What `give` must know of a decider: its streams, and which commands it judges. */
export interface JudgeOf<C extends Command> {
  readonly category: string;
  decide(command: C, state: never, context: DecisionContext): unknown;
}

/** A command for the stream of one aggregate, and what to do instead when it is refused. */
export const give = <C extends Command>(
  { category }: JudgeOf<C>,
  id: string,
  command: NoInfer<C>,
  otherwise?: (refusal: Rejection) => readonly ProcessCommand[],
): ProcessCommand<C> => ({ category, id, command, ...(otherwise && { otherwise }) });

/**
 * Reacts to events with commands. Pure and without memory of its own: what it must know is in the
 * event. The runner gives each command the id UUIDv5(event id, process, index), so a redelivered
 * event repeats the same commands and changes nothing twice.
 */
export interface Process extends Reactions<ProcessCommand> {
  /** kebab-case; its checkpoint is `process:<name>`. */
  readonly name: string;
}

/** A process and what it reacts to. @throws TypeError when two sources are of one category. */
export const process = (
  name: string,
  sources: readonly ReactionSource<ProcessCommand>[],
): Process => ({ name, ...reactions(name, sources) });

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
export interface Deadline<Row extends DeadlineRow = DeadlineRow> {
  readonly name: string;
  readonly readModel: ReadModel<Row>;
  fire(row: Row, key: string): ProcessCommand;
}

/** A deadline whose rows are those of its read model. */
export const deadline = <Row extends DeadlineRow>(definition: Deadline<Row>): Deadline<Row> =>
  definition;
