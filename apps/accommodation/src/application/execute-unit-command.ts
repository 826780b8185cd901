import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Decisions, Receipt, Rejection } from '@talentloop/event-sourcing';
import { DECISIONS } from '@talentloop/http';
import type { UnitCommand } from '../domain/unit/commands';
import { unit } from '../domain/unit/unit';

/** The bus routes on a class, so the plain domain command travels inside one. */
export class ExecuteUnitCommand extends Command<Receipt | Rejection> {
  constructor(
    readonly unitId: string,
    readonly command: UnitCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteUnitCommand)
export class ExecuteUnitCommandHandler implements ICommandHandler<ExecuteUnitCommand> {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  execute({ unitId, command, context }: ExecuteUnitCommand): Promise<Receipt | Rejection> {
    return this.decisions.execute(unit, unitId, command, context);
  }
}
