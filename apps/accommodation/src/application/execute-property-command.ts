import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Decisions, Receipt, Rejection } from '@talentloop/event-sourcing';
import { DECISIONS } from '@talentloop/http';
import type { PropertyCommand } from '../domain/property/commands';
import { property } from '../domain/property/property';

/** The bus routes on a class, so the plain domain command travels inside one. */
export class ExecutePropertyCommand extends Command<Receipt | Rejection> {
  constructor(
    readonly propertyId: string,
    readonly command: PropertyCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecutePropertyCommand)
export class ExecutePropertyCommandHandler implements ICommandHandler<ExecutePropertyCommand> {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  execute({ propertyId, command, context }: ExecutePropertyCommand): Promise<Receipt | Rejection> {
    return this.decisions.execute(property, propertyId, command, context);
  }
}
