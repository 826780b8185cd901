import { reject, type Rules } from '@talentloop/event-sourcing';
import type { PropertyCommandData, PropertyRejection } from '../commands';
import type { PropertyEvent } from '../events';
import type { PropertyState } from '../state';

export const registering: Rules<
  PropertyCommandData,
  'RegisterProperty',
  PropertyState,
  PropertyEvent,
  PropertyRejection
> = {
  RegisterProperty: (data, state) =>
    state.status === 'none'
      ? [{ type: 'PropertyRegistered', data }]
      : reject('property-already-registered'),
};
