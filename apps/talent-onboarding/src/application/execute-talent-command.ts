import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Decisions, Receipt, Rejection } from '@talentloop/event-sourcing';
import { DECISIONS } from '@talentloop/http';
import type { TalentCommand } from '../domain/talent/commands';
import { talent } from '../domain/talent/talent';

/** The bus routes on a class, so the plain domain command travels inside one. */
export class ExecuteTalentCommand extends Command<Receipt | Rejection> {
  constructor(
    readonly id: string,
    readonly command: TalentCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteTalentCommand)
export class ExecuteTalentCommandHandler implements ICommandHandler<ExecuteTalentCommand> {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  execute({ id, command, context }: ExecuteTalentCommand): Promise<Receipt | Rejection> {
    return this.decisions.execute(talent, id, command, context);
  }
}
