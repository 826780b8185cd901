import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** A case is worked at the centre; the talent's record links to it. */
export const caseOpened = defineContract({
  name: 'case.opened',
  version: 1,
  topic: 'talentloop.case',
  schema: z.object({
    ...scope,
    caseId: z.uuid(),
    number: z.string(),
    talentId: z.uuid().optional(),
    type: z.string(),
  }),
});
