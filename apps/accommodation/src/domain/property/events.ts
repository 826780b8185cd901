import type { EventOf } from '@talentloop/event-sourcing';
import type { HousingKind, Side } from '../values/housing';

export interface PropertyFacts {
  readonly propertyId: string;
  readonly name: string;
  readonly kind: HousingKind;
  readonly side: Side;
  readonly address: string;
  /** Days that a unit rests after a departure, unless the unit says otherwise. */
  readonly turnaroundDays: number;
}

// Names and shapes are the storage format. Never edit one: add a version and an upcaster.
export interface PropertyEventData {
  PropertyRegistered: PropertyFacts;
}

export type PropertyEventType = keyof PropertyEventData;
export type PropertyEvent = EventOf<PropertyEventData>;
