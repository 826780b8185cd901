import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type CommandContext,
  type Decisions,
  isRejection,
  type Receipt,
  type Rejection,
} from '@talentloop/event-sourcing';
import { DECISIONS } from '@talentloop/http';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestCommand } from '../domain/accommodation-request/commands';
import { followRequests } from '../processes/follow-requests/follow-requests';
import { NextSteps } from './next-steps';

/** The bus routes on a class, so the plain domain command travels inside one. */
export class ExecuteRequestCommand extends Command<Receipt | Rejection> {
  constructor(
    readonly requestId: string,
    readonly command: RequestCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The units hear of it before the answer, so that what was freed is free when the caller looks. */
@CommandHandler(ExecuteRequestCommand)
export class ExecuteRequestCommandHandler implements ICommandHandler<ExecuteRequestCommand> {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    private readonly nextSteps: NextSteps,
  ) {}

  async execute(asked: ExecuteRequestCommand): Promise<Receipt | Rejection> {
    const { requestId, command, context } = asked;
    const receipt = await this.decisions.execute(accommodationRequest, requestId, command, context);
    if (!isRejection(receipt))
      await this.nextSteps.unitsFollow(followRequests, receipt, context.actor);
    return receipt;
  }
}
