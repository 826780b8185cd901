import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  type CommandContext,
  type Decisions,
  derivedId,
  foresee,
  isRejection,
  type Loaded,
  type Receipt,
  type Rejection,
  unchanged,
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { addHours } from '@talentloop/locale';
import { FollowUps } from '@talentloop/processes';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestCommand } from '../domain/accommodation-request/commands';
import type { MadeRequest } from '../domain/accommodation-request/state';
import type { UnitCommandOf } from '../domain/unit/commands';
import { isKnownTo } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';
import { partyOf } from './party';

/** The unit that is offered, and for how long the offer stands. */
interface OfferedUnit {
  readonly unitId: string;
  readonly expiresInHours: number;
}

/** Offers a unit: first the unit is held, then the request has its offer. */
@Injectable()
export class OfferUnit {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly followUps: FollowUps,
  ) {}

  /** @throws StaleRevision */
  async execute(
    request: Loaded<MadeRequest>,
    offer: OfferedUnit,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { commandId, actor } = context;
    const offerId = derivedId(commandId, 'offer');
    const before = await this.decisions.load(unit, offer.unitId);
    // A repetition whose first step was taken goes on with the second one.
    const isRepeated = before !== undefined && isKnownTo(before.state, offerId);
    const at = this.clock.now();
    const offering = { ...context, at };
    const second = offerOf(offer, offerId, at);
    const foreseen = isRepeated
      ? undefined
      : foresee(accommodationRequest, request, second, offering);
    if (foreseen) return foreseen;
    const { correlationId } = request;
    const first = holdOf(request.state, offer, offerId);
    const journey = { commandId, actor, correlationId };
    const held = await this.decisions.execute(unit, offer.unitId, first, journey);
    if (isRejection(held)) return held;
    const offered = await this.followUps.perform(followUnits, held, { actor, after: 'UnitHeld' });
    return offered ?? unchanged(request);
  }
}

const offerOf = (offer: OfferedUnit, offerId: string, at: string): RequestCommand => ({
  type: 'OfferUnit',
  data: { ...offer, offerId, expiresAt: addHours(at, offer.expiresInHours) },
});

const holdOf = (
  request: MadeRequest,
  { expiresInHours }: OfferedUnit,
  offerId: string,
): UnitCommandOf<'HoldUnit'> => {
  const { from, to } = request;
  return { type: 'HoldUnit', data: { ...partyOf(request), from, to, offerId, expiresInHours } };
};
