import type { Folds } from '@talentloop/event-sourcing';
import type { PropertyEventData, PropertyEventType } from './events';
import type { PropertyState } from './state';

export const folds: Folds<PropertyEventData, PropertyEventType, PropertyState> = {
  PropertyRegistered: (_, { data }) => ({ status: 'registered', ...data }),
};
