import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** Nothing more is expected of the case. */
export const caseClosed = defineContract({
  name: 'case.closed',
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
