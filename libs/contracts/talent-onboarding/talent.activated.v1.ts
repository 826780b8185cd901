import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** Arrived and at work. */
export const talentActivated = defineContract({
  name: 'talent.activated',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({ ...scope, talentId: z.uuid() }),
});
