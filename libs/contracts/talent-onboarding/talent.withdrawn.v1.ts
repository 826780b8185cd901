import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** The application was withdrawn: what is open is cancelled. */
export const talentWithdrawn = defineContract({
  name: 'talent.withdrawn',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({ ...scope, talentId: z.uuid() }),
});
