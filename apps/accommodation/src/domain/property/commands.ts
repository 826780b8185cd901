import type { Command } from '@talentloop/event-sourcing';
import type { PropertyFacts } from './events';

export type RegisterProperty = Command<'RegisterProperty', PropertyFacts>;

export type PropertyCommand = RegisterProperty;

export const propertyRejections = ['property-already-registered'] as const;
export type PropertyRejection = (typeof propertyRejections)[number];
