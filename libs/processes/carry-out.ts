import {
  type Actor,
  derivedId,
  isRejection,
  type ProcessCommand,
  type Receipt,
  type Rejection,
} from '@talentloop/event-sourcing';

/** Why a command is given, and under which id. */
export interface EffectContext {
  readonly commandId: string;
  /** The event that caused it; a deadline has none. */
  readonly causationId?: string;
  /** The journey; without it the stream's own. */
  readonly correlationId?: string;
  readonly actor: Actor;
}

/** Gives a command to the decider of its category. Throws when it could not be judged. */
export type Execute = (
  command: ProcessCommand,
  context: EffectContext,
) => Promise<Receipt | Rejection>;

/** A command that its decider refused. */
export interface Refusal {
  readonly command: ProcessCommand;
  readonly commandId: string;
  readonly rejection: Rejection;
}

/** What a command came to. */
export interface CarriedOut {
  /** To the command itself, whatever was done instead of it. */
  readonly answer: Receipt | Rejection;
  /** Every refusal, also of what was to be done instead. */
  readonly refusals: readonly Refusal[];
}

/** How far an `otherwise` may lead to another one. */
const DEPTH_MAX = 5;

/**
 * Executes a command; when it is refused, what its process wants instead, under ids derived from
 * the refused command's. Refusals are outcomes and not failures.
 */
export const carryOut = async (
  command: ProcessCommand,
  context: EffectContext,
  execute: Execute,
  depth = 0,
): Promise<CarriedOut> => {
  if (depth > DEPTH_MAX) throw new Error(`${command.command.type}: otherwise without end`);
  const answer = await execute(command, context);
  if (!isRejection(answer)) return { answer, refusals: [] };
  const refusals: Refusal[] = [{ command, commandId: context.commandId, rejection: answer }];
  for (const [index, next] of (command.otherwise?.(answer) ?? []).entries()) {
    const commandId = derivedId(context.commandId, 'otherwise', index);
    const instead = await carryOut(next, { ...context, commandId }, execute, depth + 1);
    refusals.push(...instead.refusals);
  }
  return { answer, refusals };
};
