import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** The offer lapsed and the unit is free again. */
export const accommodationOfferExpired = defineContract({
  name: 'accommodation.offer-expired',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({
    ...scope,
    requestId: z.uuid(),
    talentId: z.uuid(),
    kind: housingKind,
    unitId: z.uuid(),
  }),
});
