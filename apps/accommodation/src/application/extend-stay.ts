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
} from '@talentloop/event-sourcing';
import { CLOCK, DECISIONS } from '@talentloop/http';
import { FollowUps } from '@talentloop/processes';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestCommandOf } from '../domain/accommodation-request/commands';
import type { MadeRequest } from '../domain/accommodation-request/state';
import { unit } from '../domain/unit/unit';
import { followUnits } from '../processes/follow-units/follow-units';

/** Extends a stay: first the unit gives the nights, then the request has them. */
@Injectable()
export class ExtendStay {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly followUps: FollowUps,
  ) {}

  /** @throws StaleRevision */
  async execute(
    request: Loaded<MadeRequest>,
    to: string,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    checkRevision(request, context);
    const stay = 'stay' in request.state ? request.state.stay : undefined;
    const last = stay?.legs.at(-1);
    if (!stay || !last) return reject('no-stay');
    const { bookingId, unitId } = last;
    const second: RequestCommandOf<'ExtendStay'> = {
      type: 'ExtendStay',
      data: { bookingId, to, previousTo: stay.to, change: stay.change + 1 },
    };
    const extending = { ...context, at: this.clock.now() };
    const foreseen = foresee(accommodationRequest, request, second, extending);
    return foreseen ?? this.extend(request, unitId, second, context);
  }

  private async extend(
    { id, correlationId }: Loaded<MadeRequest>,
    unitId: string,
    second: RequestCommandOf<'ExtendStay'>,
    { commandId, actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const first = { type: 'ExtendBooking', data: second.data } as const;
    const journey = { commandId, actor, correlationId };
    const given = await this.decisions.execute(unit, unitId, first, journey);
    if (isRejection(given)) return given;
    const after = 'BookingExtended';
    const extended = await this.followUps.perform(followUnits, given, { actor, after });
    if (extended) return extended;
    // Another request was given the same nights, and may not have extended the stay yet.
    return this.decisions.execute(accommodationRequest, id, second, {
      ...journey,
      commandId: derivedId(commandId, 'extend stay'),
    });
  }
}
