import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Clock,
  type CommandContext,
  type Decisions,
  derivedId,
  isRejection,
  type Receipt,
  reject,
  type Rejection,
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import type { RequestCommandOf } from '../domain/accommodation-request/commands';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';
import { findRequest, foresee, type FoundRequest } from './first-look';
import { NextSteps, unchanged } from './next-steps';

/** Extends a stay: first the unit gives the nights, then the request has them. */
export class ExtendStayTo extends Command<Receipt | Rejection> {
  constructor(
    readonly requestId: string,
    readonly to: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExtendStayTo)
export class ExtendStayHandler implements ICommandHandler<ExtendStayTo> {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly nextSteps: NextSteps,
  ) {}

  async execute({ requestId, to, context }: ExtendStayTo): Promise<Receipt | Rejection> {
    const found = await findRequest(this.decisions, requestId, context);
    if (isRejection(found)) return found;
    const stay = 'stay' in found.state ? found.state.stay : undefined;
    const last = stay?.legs.at(-1);
    if (!stay || !last) return reject('no-stay');
    const { bookingId, unitId } = last;
    const command: RequestCommandOf<'ExtendStay'> = {
      type: 'ExtendStay',
      data: { bookingId, to, previousTo: stay.to, change: stay.change + 1 },
    };
    const at = this.clock.now();
    const foreseen = foresee(found, command, { ...context, at });
    if (foreseen === 'nothing') return unchanged(found);
    if (foreseen !== 'something') return foreseen;
    return this.extend(found, unitId, command, context);
  }

  private async extend(
    { id, correlationId }: FoundRequest,
    unitId: string,
    command: RequestCommandOf<'ExtendStay'>,
    { commandId, actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const first = { type: 'ExtendBooking', data: command.data } as const;
    const journey = { commandId, actor, correlationId };
    const extended = await this.decisions.execute(unit, unitId, first, journey);
    if (isRejection(extended)) return extended;
    const second = await this.nextSteps.second(followUnits, 'BookingExtended', extended, actor);
    if (second) return second;
    // Extended by another request for the same, which has not come to its second step yet.
    return this.nextSteps.carryOut(
      { category: 'accommodationRequest', id, command },
      { ...journey, commandId: derivedId(commandId, 'extend stay') },
    );
  }
}
