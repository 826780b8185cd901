import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** The stay has ended. */
export const accommodationDeparted = defineContract({
  name: 'accommodation.departed',
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
