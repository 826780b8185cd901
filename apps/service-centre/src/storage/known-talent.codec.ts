import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
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

/** How the events of a known talent are stored. */
export const knownTalentCodec: CategoryDefinition<KnownTalentEvent> = {
  category: 'knownTalent',
  subject: (heardOf) => ('talentId' in heardOf ? heardOf.talentId : undefined),
  events: {
    TalentHeardOf: firstVersion(
      'TalentHeardOf',
      z.object({ ...identity, onboardingCaseId: z.string() }),
    ),
    TalentStandingChanged: firstVersion(
      'TalentStandingChanged',
      z.object({ ...identity, standing, previous: standing, cases: z.array(talentCase) }),
    ),
    TalentNeedsHeardOf: firstVersion(
      'TalentNeedsHeardOf',
      z.object({ ...identity, cases: z.array(z.object(namedCase)) }),
    ),
    TalentCaseFollowed: firstVersion(
      'TalentCaseFollowed',
      z.object({ ...namedCase, stage: z.enum(['open', 'resolved', 'ended']) }),
    ),
    TalentCaseOutlived: firstVersion(
      'TalentCaseOutlived',
      z.object({ caseId: z.string(), standing }),
    ),
    HousingNewsHeard: firstVersion(
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
