import {
  derivedId,
  isRejection,
  type ProcessCommand,
  type Receipt,
  type Rejection,
  streamOf,
} from '@talentloop/event-sourcing';
import { carryOut, type EffectContext, type Execute } from '@talentloop/processes';
import { isTransient, type RunnerLog } from '@talentloop/log-following';
import type { RefusedEffect } from './consumed-sequences';
import type { IntegrationMessage, Reaction } from './contract';
import type { Poison } from './judge-message';

/** `execute` throws this when a message names something that this service does not know yet. */
class NotHeardOfYet extends Error {
  override readonly name = 'NotHeardOfYet';
}

export interface EffectsOptions {
  readonly consumer: string;
  readonly execute: Execute;
  /**
   * The refusals that mean "this service does not know that yet". They do not count for a command
   * with an `otherwise`, which handles its own refusals.
   */
  readonly retriedRefusals?: readonly string[];
  readonly log?: RunnerLog;
}

/**
 * The message was handled, with the commands that the domain refused; or it was not, with the
 * cause.
 */
export type Settled = { readonly refusals: readonly RefusedEffect[] } | { readonly poison: Poison };

/** Executes the commands that a message leads to in one consuming service. */
export class Effects {
  constructor(private readonly options: EffectsOptions) {}

  /** Throws only errors that pass by themselves, such as an unavailable store or database. */
  async run(message: IntegrationMessage, { react }: Reaction): Promise<Settled> {
    try {
      const refusals: RefusedEffect[] = [];
      const { consumer } = this.options;
      for (const { command, commandId } of identified(react(message.data, message), (target) =>
        derivedId(message.id, consumer, target),
      )) {
        const context = { commandId, ...this.contextOf(message) };
        const done = await carryOut(command, context, (...given) => this.execute(...given));
        refusals.push(...done.refusals.map((refusal) => ({ ...refusal, messageId: message.id })));
      }
      this.note(message, refusals);
      return { refusals };
    } catch (error) {
      if (isTransient(error)) throw error;
      const cause = error instanceof NotHeardOfYet ? 'not-found' : 'handler-failed';
      // The text of an error may quote a value, so only its name and its beginning are kept.
      return { poison: { cause, detail: String(error).slice(0, 300) } };
    }
  }

  private async execute(
    command: ProcessCommand,
    context: EffectContext,
  ): Promise<Receipt | Rejection> {
    const { execute, retriedRefusals = [] } = this.options;
    const answer = await execute(command, context);
    if (isRejection(answer) && !command.otherwise && retriedRefusals.includes(answer.rejected)) {
      throw new NotHeardOfYet(`${streamOf(command.category, command.id)}: ${answer.rejected}`);
    }
    return answer;
  }

  private contextOf({ causationId, correlationId }: IntegrationMessage) {
    const actor = { id: `consumer:${this.options.consumer}`, roles: ['system'] };
    return { causationId, correlationId, actor };
  }

  private note(message: IntegrationMessage, refusals: readonly RefusedEffect[]): void {
    for (const { command, rejection } of refusals) {
      this.options.log?.info(
        {
          consumer: this.options.consumer,
          messageId: message.id,
          type: message.type,
          category: command.category,
          id: command.id,
          refused: rejection.rejected,
        },
        'a command for a message was refused',
      );
    }
  }
}

/** A second command for the same target gets a number in its id. */
const identified = (
  commands: readonly ProcessCommand[],
  idFor: (target: string) => string,
): readonly { command: ProcessCommand; commandId: string }[] => {
  const times = new Map<string, number>();
  return commands.map((command) => {
    const target = streamOf(command.category, command.id);
    const time = times.get(target) ?? 0;
    times.set(target, time + 1);
    return { command, commandId: idFor(time === 0 ? target : `${target}#${time}`) };
  });
};
