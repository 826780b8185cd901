import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { addHours } from '../days';
import { type Hold, hasLapsed } from './calendar';
import type { ExpireHold, HoldUnit, ReleaseHold } from './commands';
import { refOf, refusedStay, type RegisteredUnit, type UnitDecision } from './unit-state';

const findHold = (state: RegisteredUnit, offerId: string): Hold | undefined =>
  state.calendar.find((entry): entry is Hold => entry.entry === 'hold' && entry.id === offerId);

/** The unit sets the deadline: so many hours from the moment it was asked. */
export const holdUnit = (
  state: RegisteredUnit,
  { guests, kind, ...data }: HoldUnit['data'],
  { at }: DecisionContext,
): UnitDecision => {
  if (findHold(state, data.offerId)) return [];
  if (state.ended[data.offerId] === 'expired') return reject('hold-expired');
  if (state.ended[data.offerId]) return reject('hold-released');
  const refused = refusedStay(state, { ...data, guests, kind });
  if (refused) return refused;
  const expiresAt = addHours(at, data.expiresInHours);
  return [{ type: 'UnitHeld', data: { ...refOf(state), ...data, guests, expiresAt } }];
};

export const releaseHold = (
  state: RegisteredUnit,
  { offerId, because }: ReleaseHold['data'],
): UnitDecision => {
  const hold = findHold(state, offerId);
  if (!hold) return []; // Released, expired or booked already: nothing is held by this offer.
  const { requestId } = hold;
  return [{ type: 'HoldReleased', data: { ...refOf(state), offerId, requestId, because } }];
};

/** Asked by the deadline: before its time, or once it is over, there is nothing to do. */
export const expireHold = (
  state: RegisteredUnit,
  { offerId }: ExpireHold['data'],
  { at }: DecisionContext,
): UnitDecision => {
  const hold = findHold(state, offerId);
  if (!hold || !hasLapsed(hold, at)) return [];
  const { requestId, expiresAt } = hold;
  return [{ type: 'HoldExpired', data: { ...refOf(state), offerId, requestId, expiresAt } }];
};

/** The hold that an offer still has, or why it has none. */
export const heldBy = (state: RegisteredUnit, offerId: string) => {
  const hold = findHold(state, offerId);
  if (hold) return hold;
  const ending = state.ended[offerId];
  if (ending === 'expired') return reject('hold-expired');
  return ending ? reject('hold-released') : reject('not-held');
};
