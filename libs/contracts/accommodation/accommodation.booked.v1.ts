import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** The offer was accepted and the unit booked; `to` is the day of departure. */
export const accommodationBooked = defineContract({
  name: 'accommodation.booked',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({
    ...scope,
    requestId: z.uuid(),
    talentId: z.uuid(),
    kind: housingKind,
    unitId: z.uuid(),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
});
