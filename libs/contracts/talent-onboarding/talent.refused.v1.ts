import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** Not admitted: what is open is cancelled. */
export const talentRefused = defineContract({
  name: 'talent.refused',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({ ...scope, talentId: z.uuid() }),
});
