import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** Eligible, and waiting for a unit. */
export const accommodationWaitlisted = defineContract({
  name: 'accommodation.waitlisted',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({ ...scope, requestId: z.uuid(), talentId: z.uuid(), kind: housingKind }),
});
