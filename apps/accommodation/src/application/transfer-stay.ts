import { Inject, Injectable } from '@nestjs/common';
import {
  checkRevision,
  type Clock,
  type CommandContext,
  type Decisions,
  derivedId,
  foresee,
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
import type { RequestCommandOf } from '../domain/accommodation-request/commands';
import type { Leg } from '../domain/accommodation-request/events';
import type { MadeRequest, Stay } from '../domain/accommodation-request/state';
import type { UnitCommandOf } from '../domain/unit/commands';
import { isKnownTo } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';
import { partyOf } from './party';

/** Where a stay moves to, and on which day. */
interface Move {
  readonly unitId: string;
  readonly on: string;
}

/** Moves a stay: the new unit is booked before the old one is given back. */
@Injectable()
export class TransferStay {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly followUps: FollowUps,
  ) {}

  /** @throws StaleRevision */
  async execute(
    request: Loaded<MadeRequest>,
    move: Move,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    const bookingId = derivedId(context.commandId, 'booking');
    const before = await this.decisions.load(unit, move.unitId);
    // A repetition whose first step was taken goes on with the second one.
    const isRepeated = before !== undefined && isKnownTo(before.state, bookingId);
    if (!isRepeated) checkRevision(request, context);
    const stay = 'stay' in request.state ? request.state.stay : undefined;
    const left = stay?.legs.at(-1);
    if (!stay || !left) return reject('no-stay');
    const second = transferOf(stay, left, { ...move, bookingId });
    const moving = { ...context, at: this.clock.now() };
    const foreseen = isRepeated
      ? undefined
      : foresee(accommodationRequest, request, second, moving);
    return foreseen ?? this.book(request, left, second, context);
  }

  private async book(
    request: Loaded<MadeRequest>,
    left: Leg,
    second: RequestCommandOf<'TransferStay'>,
    { commandId, actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { correlationId } = request;
    const { unitId } = second.data;
    const first = bookingOf(request.state, left, second);
    const journey = { commandId, actor, correlationId };
    const booked = await this.decisions.execute(unit, unitId, first, journey);
    if (isRejection(booked)) return booked;
    const after = 'UnitBooked';
    const moved = await this.followUps.perform(followUnits, booked, { actor, after });
    return moved ?? unchanged(request);
  }
}

const transferOf = (
  { to, change }: Stay,
  { bookingId: fromBookingId }: Leg,
  move: Move & { readonly bookingId: string },
): RequestCommandOf<'TransferStay'> => ({
  type: 'TransferStay',
  data: { ...move, fromBookingId, to, change: change + 1 },
});

const bookingOf = (
  request: MadeRequest,
  left: Leg,
  { data }: RequestCommandOf<'TransferStay'>,
): UnitCommandOf<'BookTransfer'> => {
  const { bookingId, change, on, to } = data;
  const transferFrom = { unitId: left.unitId, bookingId: left.bookingId };
  return {
    type: 'BookTransfer',
    data: { ...partyOf(request), from: on, to, bookingId, change, transferFrom },
  };
};
