import {
  type Decision,
  type DecisionContext,
  type Rejection,
  reject,
  type Rules,
} from '@talentloop/event-sourcing';
import { collides, type OccupiedNights } from '../../values/occupied-nights';
import type { Party, UnitCommandData, UnitRejection } from '../commands';
import type { Period, UnitEvent, UnitEventOf } from '../events';
import { hasLapsed, type Hold, refOf, type RegisteredUnit } from '../state';

export type UnitRules<T extends keyof UnitCommandData, S = RegisteredUnit> = Rules<
  UnitCommandData,
  T,
  S,
  UnitEvent,
  UnitRejection
>;

export type UnitDecision = Decision<UnitEvent, UnitRejection>;

/** Why these nights cannot be had, if they cannot; the entry `except` is no obstacle. */
export const refusedNights = (
  { calendar, turnaroundDays }: RegisteredUnit,
  wanted: OccupiedNights,
  except?: string,
): Rejection<UnitRejection> | undefined => {
  if (wanted.from >= wanted.to) return reject('unit-dates-out-of-order');
  const obstacle = calendar.find(
    (entry) => entry.id !== except && collides(wanted, entry, turnaroundDays),
  );
  if (!obstacle) return undefined;
  const { entry, from, to } = obstacle;
  return reject(entry === 'out-of-service' ? 'unit-out-of-service' : 'unit-taken', { from, to });
};

/** Why this unit is not for this party on these nights, if it is not. */
export const refusedStay = (
  state: RegisteredUnit,
  { kind, guests, from, to }: Party & Period,
): Rejection<UnitRejection> | undefined => {
  if (kind !== state.kind) return reject('unit-of-another-kind', { kind: state.kind });
  if (guests > state.sleeps) return reject('unit-too-small', { sleeps: state.sleeps });
  return refusedNights(state, { entry: 'booking', from, to });
};

/** The event that writes down that a hold has lapsed. */
export const expiryOf = (
  state: RegisteredUnit,
  { id, requestId, expiresAt }: Hold,
): UnitEventOf<'HoldExpired'> => ({
  type: 'HoldExpired',
  data: { ...refOf(state), offerId: id, requestId, expiresAt },
});

/** An expiry for each hold whose deadline has passed without one being recorded. */
export const lapsedHolds = (
  state: RegisteredUnit,
  { at }: DecisionContext,
): readonly UnitEventOf<'HoldExpired'>[] =>
  state.calendar.filter((entry) => hasLapsed(entry, at)).map((hold) => expiryOf(state, hold));
