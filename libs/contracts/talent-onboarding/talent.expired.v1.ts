import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** The draft or the permitted stay ran out: what is open is cancelled. */
export const talentExpired = defineContract({
  name: 'talent.expired',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({ ...scope, talentId: z.uuid() }),
});
