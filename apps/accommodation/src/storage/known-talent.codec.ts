import type { CategoryDefinition } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { KnownTalentEvent } from '../domain/known-talent/events';
import { day, departure, inFirstVersion, id, kind, period } from './fields';

const ref = { talentId: id, centre: z.string(), client: z.string().exactOptional() };
const facts = {
  ...ref,
  origin: z.string(),
  language: z.string(),
  scheme: z.string().exactOptional(),
  sponsorId: id.exactOptional(),
};
const housing = z.object({ kind, ...period, guests: z.int() });
const ending = { on: day, because: departure };

/** Ids and codes only, so nothing is sealed. */
export const knownTalentCodec: CategoryDefinition<KnownTalentEvent> = {
  category: 'knownTalent',
  subject: ({ talentId }) => talentId,
  events: {
    TalentBecameKnown: inFirstVersion('TalentBecameKnown', z.object(facts)),
    KnownTalentApproved: inFirstVersion(
      'KnownTalentApproved',
      z.object({ ...facts, accommodation: housing.exactOptional() }),
    ),
    KnownTalentActivated: inFirstVersion('KnownTalentActivated', z.object(ref)),
    KnownTalentSuspended: inFirstVersion('KnownTalentSuspended', z.object(ref)),
    KnownTalentReinstated: inFirstVersion('KnownTalentReinstated', z.object(ref)),
    KnownTalentLeft: inFirstVersion(
      'KnownTalentLeft',
      z.object({ ...ref, ...ending, openRequests: z.array(id) }),
    ),
    TalentRequestOpened: inFirstVersion(
      'TalentRequestOpened',
      z.object({ ...ref, requestId: id, endsWith: z.object(ending).exactOptional() }),
    ),
    TalentRequestClosed: inFirstVersion('TalentRequestClosed', z.object({ ...ref, requestId: id })),
  },
};
