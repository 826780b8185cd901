import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { housingKind, scope } from './scope';

/** Not eligible. */
export const accommodationRefused = defineContract({
  name: 'accommodation.refused',
  version: 1,
  topic: 'talentloop.accommodation-request',
  schema: z.object({ ...scope, requestId: z.uuid(), talentId: z.uuid(), kind: housingKind }),
});
