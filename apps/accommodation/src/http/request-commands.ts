import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Filter } from '@talentloop/access';
import { type Answer, type CommandRequest, CommandRunner } from '@talentloop/http';
import { AcceptOpenOffer } from '../application/accept-offer';
import { ExecuteRequestCommand } from '../application/execute-request-command';
import { ExtendStayTo } from '../application/extend-stay';
import { OfferUnitToRequest } from '../application/offer-unit';
import { TransferStayTo } from '../application/transfer-stay';
import type { RequestCommand } from '../domain/accommodation-request/commands';
import { Finder } from './finder';

/** A command as a route of a request receives it. */
export interface AskedOfRequest {
  readonly id: string;
  readonly asked: CommandRequest;
  readonly visible: Filter;
}

/** What every route of an existing request does: find it, give the command, answer. */
@Injectable()
export class RequestCommands {
  constructor(
    private readonly bus: CommandBus,
    private readonly runner: CommandRunner,
    private readonly finder: Finder,
  ) {}

  async run({ id, asked, visible }: AskedOfRequest, command: RequestCommand): Promise<Answer> {
    const found = await this.finder.getRequest(id, visible);
    return this.runner.run(asked, {
      work: (context) => this.bus.execute(new ExecuteRequestCommand(found.id, command, context)),
    });
  }

  async offer(
    { id, asked, visible }: AskedOfRequest,
    { unitId, expiresInHours }: { readonly unitId: string; readonly expiresInHours: number },
  ): Promise<Answer> {
    const found = await this.finder.getRequest(id, visible);
    const unit = await this.finder.getUnit(unitId);
    const offer = { unitId: unit.id, expiresInHours };
    return this.runner.run(asked, {
      steps: true,
      work: (context) => this.bus.execute(new OfferUnitToRequest(found.id, offer, context)),
    });
  }

  async accept({ id, asked, visible }: AskedOfRequest): Promise<Answer> {
    const found = await this.finder.getRequest(id, visible);
    return this.runner.run(asked, {
      steps: true,
      work: (context) => this.bus.execute(new AcceptOpenOffer(found.id, context)),
    });
  }

  async extend({ id, asked, visible }: AskedOfRequest, to: string): Promise<Answer> {
    const found = await this.finder.getRequest(id, visible);
    return this.runner.run(asked, {
      steps: true,
      work: (context) => this.bus.execute(new ExtendStayTo(found.id, to, context)),
    });
  }

  async transfer(
    { id, asked, visible }: AskedOfRequest,
    { unitId, on }: { readonly unitId: string; readonly on: string },
  ): Promise<Answer> {
    const found = await this.finder.getRequest(id, visible);
    const unit = await this.finder.getUnit(unitId);
    const move = { unitId: unit.id, on };
    return this.runner.run(asked, {
      steps: true,
      work: (context) => this.bus.execute(new TransferStayTo(found.id, move, context)),
    });
  }
}
