import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Clock,
  type CommandContext,
  type Decisions,
  derivedId,
  isRejection,
  type Receipt,
  type Rejection,
  reject,
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { type Offer, openOffer } from '../domain/accommodation-request/state';
import { findBooking } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';
import { findRequest, type FoundRequest } from './first-look';
import { NextSteps, unchanged } from './next-steps';

/** Accepts the open offer: first the unit is booked, which is what counts, then the request. */
export class AcceptOpenOffer extends Command<Receipt | Rejection> {
  constructor(
    readonly requestId: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AcceptOpenOffer)
export class AcceptOfferHandler implements ICommandHandler<AcceptOpenOffer> {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly nextSteps: NextSteps,
  ) {}

  async execute({ requestId, context }: AcceptOpenOffer): Promise<Receipt | Rejection> {
    const found = await findRequest(this.decisions, requestId, context);
    if (isRejection(found)) return found;
    const { state } = found;
    if (state.status === 'booked') return unchanged(found);
    // Whether an open offer is still in time is the unit's to say: it may be booked already.
    if (state.status === 'offered') return this.book(found, state.offer, context);
    const refusal = openOffer(state, this.clock.now());
    return isRejection(refusal) ? refusal : reject('not-offered');
  }

  private async book(
    found: FoundRequest,
    { unitId, offerId }: Offer,
    { commandId, actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { correlationId } = found;
    const command = { type: 'BookUnit', data: { offerId } } as const;
    const journey = { commandId, actor, correlationId };
    const booked = await this.decisions.execute(unit, unitId, command, journey);
    if (isRejection(booked))
      return booked.rejected === 'hold-expired' ? reject('offer-expired') : booked;
    const accepted = await this.nextSteps.second(followUnits, 'UnitBooked', booked, actor);
    return accepted ?? this.finish(found, { unitId, offerId }, journey);
  }

  /** Booked by another request for the same, which has not come to its second step yet. */
  private async finish(
    { id }: FoundRequest,
    { unitId, offerId }: Pick<Offer, 'unitId' | 'offerId'>,
    { commandId, actor, correlationId }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const held = await this.decisions.load(unit, unitId);
    const booking =
      held?.state.status === 'registered' ? findBooking(held.state, offerId) : undefined;
    if (!booking) return reject('not-offered');
    const { from, to, bookedAt } = booking;
    const data = { offerId, unitId, from, to, bookedAt };
    const command = { type: 'AcceptOffer', data } as const;
    return this.nextSteps.carryOut(
      { category: 'accommodationRequest', id, command },
      {
        commandId: derivedId(commandId, 'accept offer'),
        actor,
        ...(correlationId !== undefined && { correlationId }),
      },
    );
  }
}
