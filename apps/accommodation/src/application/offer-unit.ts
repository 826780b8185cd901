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
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { addHours } from '@talentloop/locale';
import type { UnitCommandOf } from '../domain/unit/commands';
import { isKnownTo } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';
import { findRequest, foresee, type FoundRequest } from './first-look';
import { NextSteps, unchanged } from './next-steps';

/** Offers a unit: first the unit is held, then the request has its offer. */
export class OfferUnitToRequest extends Command<Receipt | Rejection> {
  constructor(
    readonly requestId: string,
    readonly offer: { readonly unitId: string; readonly expiresInHours: number },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(OfferUnitToRequest)
export class OfferUnitHandler implements ICommandHandler<OfferUnitToRequest> {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly nextSteps: NextSteps,
  ) {}

  async execute(asked: OfferUnitToRequest): Promise<Receipt | Rejection> {
    const { requestId, offer, context } = asked;
    const offerId = derivedId(context.commandId, 'offer');
    const held = await this.decisions.load(unit, offer.unitId);
    const isRepeated = held !== undefined && isKnownTo(held.state, offerId);
    const found = await findRequest(this.decisions, requestId, isRepeated ? {} : context);
    if (isRejection(found)) return found;
    const foreseen = isRepeated ? 'something' : this.foresee(found, asked, offerId);
    if (foreseen === 'nothing') return unchanged(found);
    if (foreseen !== 'something') return foreseen;
    return this.hold(found, asked, offerId);
  }

  private foresee(found: FoundRequest, { offer, context }: OfferUnitToRequest, offerId: string) {
    const at = this.clock.now();
    const expiresAt = addHours(at, offer.expiresInHours);
    const data = { ...offer, offerId, expiresAt };
    return foresee(found, { type: 'OfferUnit', data }, { ...context, at });
  }

  private async hold(
    found: FoundRequest,
    { offer, context }: OfferUnitToRequest,
    offerId: string,
  ): Promise<Receipt | Rejection> {
    const { state, correlationId } = found;
    const { requestId, talentId, centre, client, kind, guests, from, to } = state;
    const { expiresInHours } = offer;
    const asker = { requestId, talentId, centre, ...(client === undefined ? {} : { client }) };
    const command: UnitCommandOf<'HoldUnit'> = {
      type: 'HoldUnit',
      data: { ...asker, kind, guests, from, to, offerId, expiresInHours },
    };
    const { commandId, actor } = context;
    const journey = { commandId, actor, correlationId };
    const held = await this.decisions.execute(unit, offer.unitId, command, journey);
    if (isRejection(held)) return held;
    const made = await this.nextSteps.second(followUnits, 'UnitHeld', held, actor);
    return made ?? unchanged(found);
  }
}
