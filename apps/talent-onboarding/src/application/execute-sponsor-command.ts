import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Decisions, Receipt, Rejection } from '@talentloop/event-sourcing';
import { DECISIONS } from '@talentloop/http';
import type { SponsorCommand } from '../domain/sponsor/commands';
import { sponsor } from '../domain/sponsor/sponsor';

/** The bus routes on a class, so the plain domain command travels inside one. */
export class ExecuteSponsorCommand extends Command<Receipt | Rejection> {
  constructor(
    readonly id: string,
    readonly command: SponsorCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteSponsorCommand)
export class ExecuteSponsorCommandHandler implements ICommandHandler<ExecuteSponsorCommand> {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  execute({ id, command, context }: ExecuteSponsorCommand): Promise<Receipt | Rejection> {
    return this.decisions.execute(sponsor, id, command, context);
  }
}
