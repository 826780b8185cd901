import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** What waited goes on. */
export const talentReinstated = defineContract({
  name: 'talent.reinstated',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({ ...scope, talentId: z.uuid() }),
});
