import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Decisions, Receipt, Rejection } from '@talentloop/event-sourcing';
import { DECISIONS } from '@talentloop/http';
import type { CaseCommand } from '../domain/service-case/commands';
import { serviceCase } from '../domain/service-case/service-case';

/** The bus routes on a class, so the plain domain command travels inside one. */
export class ExecuteCaseCommand extends Command<Receipt | Rejection> {
  constructor(
    readonly caseId: string,
    readonly command: CaseCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteCaseCommand)
export class ExecuteCaseCommandHandler implements ICommandHandler<ExecuteCaseCommand> {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  execute({ caseId, command, context }: ExecuteCaseCommand): Promise<Receipt | Rejection> {
    return this.decisions.execute(serviceCase, caseId, command, context);
  }
}
