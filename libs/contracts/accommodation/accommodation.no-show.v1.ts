import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** Nobody arrived. */
export const accommodationNoShow = defineContract({
  name: 'accommodation.no-show',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({ ...scope, requestId: z.uuid(), talentId: z.uuid(), kind: housingKind }),
});
