import type { DomainEvent } from '@talentloop/event-sourcing';
import type { HousingKind, Side } from '../housing';

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.

export interface PropertyFacts {
  readonly propertyId: string;
  readonly name: string;
  readonly kind: HousingKind;
  readonly side: Side;
  readonly address: string;
  /** Days that a unit rests after a departure, unless the unit says otherwise. */
  readonly turnaroundDays: number;
}

export type PropertyRegistered = DomainEvent<'PropertyRegistered', PropertyFacts>;

export type PropertyEvent = PropertyRegistered;
