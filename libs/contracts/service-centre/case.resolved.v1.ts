import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** The case came to a result; a checklist item may be satisfied by it. */
export const caseResolved = defineContract({
  name: 'case.resolved',
  version: 1,
  topic: 'talentloop.case',
  schema: z.object({
    ...scope,
    caseId: z.uuid(),
    number: z.string(),
    talentId: z.uuid().optional(),
    type: z.string(),
    result: z.string(),
  }),
});
