import { defineResource, elsewhere, type ResourceCommands } from '@talentloop/http';
import { propertyExemplars } from '../domain/property/exemplars';
import { property } from '../domain/property/property';
import type { RegisteredProperty } from '../domain/property/state';
import { housingReaders, officers } from './policy';
import { propertyProblems } from './property.problems';
import { propertyView } from './property.view';
import { PropertyView } from './property.view.dto';

/** Buildings; they belong to no centre, client or person. */
export const properties = defineResource({
  decider: property,
  exemplars: propertyExemplars,
  path: 'properties',
  tag: 'housing',
  body: PropertyView,
  exists: (state): state is RegisteredProperty => state.status === 'registered',
  scopeOf: () => ({}),
  view: propertyView,
  read: housingReaders,
  problems: propertyProblems,
  actions: { units: elsewhere(officers) },
});

export type Properties = ResourceCommands<typeof properties>;
