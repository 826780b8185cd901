import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { need, housingKind, scope } from './scope';

/** Admitted: the needs become an accommodation request and cases of their own. */
export const talentApproved = defineContract({
  name: 'talent.approved',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({
    ...scope,
    talentId: z.uuid(),
    needs: z.array(need),
    accommodation: z
      .object({ kind: housingKind, from: z.iso.date(), to: z.iso.date(), guests: z.int().min(1) })
      .optional(),
  }),
});
