import { z } from 'zod';
import { defineContract } from '@talentloop/integration-bus';
import { need, scheme, origin, language, scope } from './scope';

/** A person is known from now on: the chosen centre opens the onboarding case. */
export const talentRegistered = defineContract({
  name: 'talent.registered',
  version: 1,
  topic: 'talentloop.talent',
  schema: z.object({
    ...scope,
    talentId: z.uuid(),
    language,
    origin,
    scheme: scheme.optional(),
    sponsorId: z.uuid().optional(),
    needs: z.array(need),
  }),
});
