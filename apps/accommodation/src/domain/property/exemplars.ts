import type { Actor, Exemplars } from '@talentloop/event-sourcing';
import type { PropertyCommandData } from './commands';
import type { PropertyEvent, PropertyFacts } from './events';
import type { PropertyState } from './state';

const housingOfficer: Actor = { id: 'officer-1', roles: ['housing-officer'] };

/** A residence whose units need no rest between two stays. */
export const residence: PropertyFacts = {
  propertyId: '10000000-0000-4000-8000-00000000000a',
  name: 'Loop Residence',
  kind: 'talent-residence',
  side: 'hong-kong',
  address: '1 Example Road, Lok Ma Chau Loop',
  turnaroundDays: 0,
};

export const registered: PropertyEvent = { type: 'PropertyRegistered', data: residence };

export const propertyExemplars: Exemplars<PropertyCommandData, PropertyState, PropertyEvent> = {
  statusOf: ({ status }) => status,
  commands: {
    RegisterProperty: [{ given: [], by: housingOfficer, data: residence, then: [registered] }],
  },
};
