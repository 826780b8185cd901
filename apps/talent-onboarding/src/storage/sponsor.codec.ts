import type { CategoryDefinition } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { SponsorEvent } from '../domain/sponsor/events';
import { day, origin, scheme } from './schemas';

/** How the events of a company are stored; nothing in them is about a person but an id. */
export const sponsorCodecs: CategoryDefinition<SponsorEvent> = {
  category: 'sponsor',
  events: {
    SponsorRegistered: {
      type: 'SponsorRegistered',
      version: 1,
      schema: z.object({ sponsorId: z.string(), name: z.string(), sector: z.string(), origin }),
      personal: [],
    },
    QuotaGranted: {
      type: 'QuotaGranted',
      version: 1,
      schema: z.object({ scheme, places: z.int(), until: day }),
      personal: [],
    },
    QuotaReserved: {
      type: 'QuotaReserved',
      version: 1,
      schema: z.object({ scheme, talentId: z.string() }),
      personal: [],
    },
    QuotaReleased: {
      type: 'QuotaReleased',
      version: 1,
      schema: z.object({ scheme, talentId: z.string() }),
      personal: [],
    },
  },
};
