import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** Left for good on that day: stays end, cases close. */
export const talentDeparted = defineContract({
  name: 'talent.departed',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({ ...scope, talentId: z.uuid(), on: z.iso.date() }),
});
