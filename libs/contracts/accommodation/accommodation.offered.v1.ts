import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** A unit is held until the offer expires. */
export const accommodationOffered = defineContract({
  name: 'accommodation.offered',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({
    ...scope,
    requestId: z.uuid(),
    talentId: z.uuid(),
    kind: housingKind,
    unitId: z.uuid(),
    expiresAt: z.iso.datetime({ precision: 3 }),
  }),
});
