import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** The booking was cancelled. */
export const accommodationCancelled = defineContract({
  name: 'accommodation.cancelled',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({ ...scope, requestId: z.uuid(), talentId: z.uuid(), kind: housingKind }),
});
