import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { SponsorEvent } from '../domain/sponsor/events';
import { day, origin, scheme } from './schemas';

/** How the events of a company are stored; nothing in them is about a person but an id. */
export const sponsorCodec: CategoryDefinition<SponsorEvent> = {
  category: 'sponsor',
  events: {
    SponsorRegistered: firstVersion(
      'SponsorRegistered',
      z.object({ sponsorId: z.string(), name: z.string(), sector: z.string(), origin }),
    ),
    QuotaGranted: firstVersion('QuotaGranted', z.object({ scheme, places: z.int(), until: day })),
    QuotaReserved: firstVersion('QuotaReserved', z.object({ scheme, talentId: z.string() })),
    QuotaReleased: firstVersion('QuotaReleased', z.object({ scheme, talentId: z.string() })),
  },
};
