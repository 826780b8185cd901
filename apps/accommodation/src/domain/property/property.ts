import { type Decider, reject } from '@talentloop/event-sourcing';
import type { PropertyCommand, PropertyRejection } from './commands';
import type { PropertyEvent, PropertyFacts } from './events';

export type PropertyState =
  { readonly status: 'none' } | (PropertyFacts & { readonly status: 'registered' });

/** A building of one kind on one side of the boundary; its units inherit both. */
export const property: Decider<PropertyCommand, PropertyState, PropertyEvent, PropertyRejection> = {
  category: 'property',
  initialState: { status: 'none' },
  decide: ({ data }, state) =>
    state.status === 'none'
      ? [{ type: 'PropertyRegistered', data }]
      : reject('property-already-registered'),
  evolve: (_, { data }) => ({ status: 'registered', ...data }),
};
