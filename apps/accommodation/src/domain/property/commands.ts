import type { CommandOf } from '@talentloop/event-sourcing';
import type { PropertyFacts } from './events';

export interface PropertyCommandData {
  RegisterProperty: PropertyFacts;
}

export type PropertyCommand = CommandOf<PropertyCommandData>;

export const propertyRejections = ['property-already-registered'] as const;
export type PropertyRejection = (typeof propertyRejections)[number];
