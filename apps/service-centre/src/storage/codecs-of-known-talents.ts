import type { CategoryDefinition } from '@talentloop/event-sourcing';
import { z } from 'zod';
import { housingNews, type KnownTalentEvent, standings } from '../domain/known-talent/events';
import { day, instant, language } from './fields';

const identity = {
  talentId: z.string(),
  centre: z.string(),
  client: z.string().exactOptional(),
  language,
};
const standing = z.enum(standings);
const namedCase = { caseId: z.string(), type: z.string() };
const talentCase = z.object({ ...namedCase, stage: z.enum(['promised', 'open', 'resolved']) });

/** Ids and codes only, so nothing is sealed. */
const first = <T extends string, S>(type: T, schema: S) => ({
  type,
  version: 1,
  schema,
  personal: [],
});

export const knownTalentCodec: CategoryDefinition<KnownTalentEvent> = {
  category: 'knownTalent',
  subject: (heardOf) => ('talentId' in heardOf ? heardOf.talentId : undefined),
  events: {
    TalentHeardOf: first('TalentHeardOf', z.object({ ...identity, onboardingCaseId: z.string() })),
    TalentStandingChanged: first(
      'TalentStandingChanged',
      z.object({ ...identity, standing, previous: standing, cases: z.array(talentCase) }),
    ),
    TalentNeedsHeardOf: first(
      'TalentNeedsHeardOf',
      z.object({ ...identity, cases: z.array(z.object(namedCase)) }),
    ),
    TalentCaseFollowed: first(
      'TalentCaseFollowed',
      z.object({ ...namedCase, stage: z.enum(['open', 'resolved', 'ended']) }),
    ),
    TalentCaseOutlived: first('TalentCaseOutlived', z.object({ caseId: z.string(), standing })),
    HousingNewsHeard: first(
      'HousingNewsHeard',
      z.object({
        ...identity,
        requestId: z.string(),
        news: z.enum(housingNews),
        target: z.object({ caseId: z.string(), isNew: z.boolean() }),
        newCaseId: z.string(),
        expiresAt: instant.exactOptional(),
        from: day.exactOptional(),
        to: day.exactOptional(),
      }),
    ),
  },
};
