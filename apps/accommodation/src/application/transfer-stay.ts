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
import type { Leg } from '../domain/accommodation-request/events';
import type { Stay } from '../domain/accommodation-request/state';
import type { UnitCommandOf } from '../domain/unit/commands';
import { isKnownTo } from '../domain/unit/state';
import { unit } from '../domain/unit/unit';
import { followRequests } from '../processes/follow-requests/follow-requests';
import { followUnits } from '../processes/follow-units/follow-units';
import { findRequest, foresee, type FoundRequest } from './first-look';
import { NextSteps, unchanged } from './next-steps';

/** Moves a stay: the new unit is booked before the old one is given back. */
export class TransferStayTo extends Command<Receipt | Rejection> {
  constructor(
    readonly requestId: string,
    readonly move: { readonly unitId: string; readonly on: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(TransferStayTo)
export class TransferStayHandler implements ICommandHandler<TransferStayTo> {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly nextSteps: NextSteps,
  ) {}

  async execute({ requestId, move, context }: TransferStayTo): Promise<Receipt | Rejection> {
    const bookingId = derivedId(context.commandId, 'booking');
    const booked = await this.decisions.load(unit, move.unitId);
    const isRepeated = booked !== undefined && isKnownTo(booked.state, bookingId);
    const found = await findRequest(this.decisions, requestId, isRepeated ? {} : context);
    if (isRejection(found)) return found;
    const stay = 'stay' in found.state ? found.state.stay : undefined;
    const left = stay?.legs.at(-1);
    if (!stay || !left) return reject('no-stay');
    const command = transferOf(stay, left, { ...move, bookingId });
    const at = this.clock.now();
    const foreseen = isRepeated ? 'something' : foresee(found, command, { ...context, at });
    if (foreseen === 'nothing') return unchanged(found);
    if (foreseen !== 'something') return foreseen;
    return this.book(found, left, command, context);
  }

  private async book(
    found: FoundRequest,
    left: Leg,
    { data }: RequestCommandOf<'TransferStay'>,
    { commandId, actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { state, correlationId } = found;
    const { requestId, talentId, centre, client, kind, guests } = state;
    const asker = { requestId, talentId, centre, ...(client === undefined ? {} : { client }) };
    const { bookingId, change, unitId, on, to } = data;
    const transferFrom = { unitId: left.unitId, bookingId: left.bookingId };
    const command: UnitCommandOf<'BookTransfer'> = {
      type: 'BookTransfer',
      data: { ...asker, kind, guests, from: on, to, bookingId, change, transferFrom },
    };
    const journey = { commandId, actor, correlationId };
    const booked = await this.decisions.execute(unit, unitId, command, journey);
    if (isRejection(booked)) return booked;
    const moved = await this.nextSteps.second(followUnits, 'UnitBooked', booked, actor);
    if (!moved) return unchanged(found);
    // The old unit is free again before the answer.
    if (!isRejection(moved)) await this.nextSteps.unitsFollow(followRequests, moved, actor);
    return moved;
  }
}

const transferOf = (
  { to, change }: Stay,
  { bookingId: fromBookingId }: Leg,
  move: { readonly unitId: string; readonly on: string; readonly bookingId: string },
): RequestCommandOf<'TransferStay'> => ({
  type: 'TransferStay',
  data: { ...move, fromBookingId, to, change: change + 1 },
});
