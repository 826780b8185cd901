import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** The guest arrived: the talent is housed. */
export const accommodationCheckedIn = defineContract({
  name: 'accommodation.checked-in',
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
