import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { scope } from './scope';

/** Another centre took the case over; `centre` is the new one. */
export const caseTransferred = defineContract({
  name: 'case.transferred',
  version: 1,
  topic: 'talentloop.case',
  schema: z.object({
    ...scope,
    caseId: z.uuid(),
    number: z.string(),
    talentId: z.uuid().optional(),
    type: z.string(),
    fromCentre: z.string(),
  }),
});
