import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { PropertyEvent } from '../domain/property/events';
import { days, id, kind, side } from './fields';

/** What a house is called and where it stands is about no person, so nothing is sealed. */
export const propertyCodec: CategoryDefinition<PropertyEvent> = {
  category: 'property',
  events: {
    PropertyRegistered: firstVersion(
      'PropertyRegistered',
      z.object({
        propertyId: id,
        name: z.string(),
        kind,
        side,
        address: z.string(),
        turnaroundDays: days,
      }),
    ),
  },
};
