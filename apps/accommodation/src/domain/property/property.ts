import { type Decider, fold, judge } from '@talentloop/event-sourcing';
import type { PropertyCommand, PropertyRejection } from './commands';
import type { PropertyEvent } from './events';
import { folds } from './folds';
import { registering } from './rules/registering';
import type { PropertyState } from './state';

/** A building of one kind on one side of the boundary; its units inherit both. */
export const property: Decider<PropertyCommand, PropertyState, PropertyEvent, PropertyRejection> = {
  category: 'property',
  initialState: { status: 'none' },
  decide: (command, state, context) => judge(registering, command, state, context),
  evolve: (state, event) => fold(folds, state, event),
};
