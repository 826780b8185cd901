import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** The talent declined the offer. */
export const accommodationDeclined = defineContract({
  name: 'accommodation.declined',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({ ...scope, requestId: z.uuid(), talentId: z.uuid(), kind: housingKind }),
});
