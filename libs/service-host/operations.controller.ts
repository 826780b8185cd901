import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  RequestedCommand,
  type CommandRequest,
  LOGGER,
  type Logger,
  notFound,
  Problem,
  Text,
} from '@talentloop/http';
import type { Actor } from '@talentloop/event-sourcing';
import type { RedriveOutcome } from '@talentloop/integration-bus';
import type { RunningService } from './running-service';

export const RUNNING_SERVICES = Symbol('RUNNING_SERVICES');

class DiscardBody {
  @Text({ description: 'Why the operator discards the message. The process writes it to its log.' })
  readonly reason!: string;
}

const PARKED_AGAIN = {
  en: 'The message failed again and stays parked.',
  'zh-Hant': '訊息再次失敗，仍然擱置。',
  'zh-Hans': '消息再次失败，仍然搁置。',
};

/** Read models and parked messages of every service that this process serves. */
@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(
    @Inject(RUNNING_SERVICES) private readonly services: readonly RunningService[],
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @Allow('operator', 'auditor')
  @Get('read-models')
  async readModels(): Promise<object> {
    const status = await Promise.all(this.services.map(({ progress }) => progress.status()));
    return { items: status.flat() };
  }

  @Allow('operator', 'auditor')
  @Get('parked-messages')
  async parkedMessages(): Promise<object> {
    const parked = await Promise.all(
      this.services.map(({ reactions }) => reactions.consumer.listParked()),
    );
    return { items: parked.flat() };
  }

  @Allow('operator')
  @Post('parked-messages/:id/redrive')
  @HttpCode(200)
  redrive(
    @Param('id', ParseUUIDPipe) id: string,
    @RequestedCommand() { actor }: CommandRequest,
  ): Promise<object> {
    return this.settle(id, actor, (service) => service.reactions.consumer.redrive(id));
  }

  @Allow('operator')
  @Post('parked-messages/:id/discard')
  @HttpCode(200)
  discard(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: DiscardBody,
    @RequestedCommand() { actor }: CommandRequest,
  ): Promise<object> {
    return this.settle(id, actor, (service) => service.reactions.consumer.discard(id), reason);
  }

  private async settle(
    id: string,
    by: Actor,
    act: (service: RunningService) => Promise<RedriveOutcome>,
    reason?: string,
  ): Promise<object> {
    for (const service of this.services) {
      const outcome = await act(service);
      if (outcome === 'gone') continue;
      const about = {
        parkedMessage: id,
        service: service.service.name,
        by: by.id,
        outcome,
        reason,
      };
      this.log.warn(about, 'an operator redrove or discarded a parked message');
      if (outcome === 'parked-again') throw new Problem(409, 'parked-again', PARKED_AGAIN);
      return { id };
    }
    throw notFound();
  }
}
