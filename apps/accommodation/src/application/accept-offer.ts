import { Inject, Injectable } from '@nestjs/common';
import {
  checkRevision,
  type Clock,
  type CommandContext,
  type Decisions,
  derivedId,
  isRejection,
  type Loaded,
  type Receipt,
  reject,
  type Rejection,
  unchanged,
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { FollowUps } from '@talentloop/processes';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestCommand } from '../domain/accommodation-request/commands';
import { type MadeRequest, type Offer, openOffer } from '../domain/accommodation-request/state';
import { findBooking } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';

/** Accepts the open offer: first the unit is booked, which is what counts, then the request. */
@Injectable()
export class AcceptOffer {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly followUps: FollowUps,
  ) {}

  /** @throws StaleRevision */
  async execute(
    request: Loaded<MadeRequest>,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    checkRevision(request, context);
    const { state } = request;
    if (state.status === 'booked') return unchanged(request);
    // Whether an open offer is still in time is the unit's to say: it may be booked already.
    if (state.status === 'offered') return this.book(request, state.offer, context);
    const refusal = openOffer(state, this.clock.now());
    return isRejection(refusal) ? refusal : reject('not-offered');
  }

  private async book(
    request: Loaded<MadeRequest>,
    offer: Offer,
    { commandId, actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { correlationId } = request;
    const { unitId, offerId } = offer;
    const command = { type: 'BookUnit', data: { offerId } } as const;
    const journey = { commandId, actor, correlationId };
    const booked = await this.decisions.execute(unit, unitId, command, journey);
    if (isRejection(booked))
      return booked.rejected === 'hold-expired' ? reject('offer-expired') : booked;
    const after = 'UnitBooked';
    const accepted = await this.followUps.perform(followUnits, booked, { actor, after });
    return accepted ?? this.finish(request.id, offer, journey);
  }

  /** Another request has booked the unit for this offer, and may not have accepted it yet. */
  private async finish(
    requestId: string,
    { unitId, offerId }: Offer,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    const booked = await this.decisions.load(unit, unitId);
    const booking =
      booked?.state.status === 'registered' ? findBooking(booked.state, offerId) : undefined;
    if (!booking) return reject('not-offered');
    const { from, to, bookedAt } = booking;
    const data = { offerId, unitId, from, to, bookedAt };
    const command: RequestCommand = { type: 'AcceptOffer', data };
    const commandId = derivedId(context.commandId, 'accept offer');
    return this.decisions.execute(accommodationRequest, requestId, command, {
      ...context,
      commandId,
    });
  }
}
