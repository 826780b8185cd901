import { type CategoryDefinition, firstVersion } from '@talentloop/event-sourcing';
import { z } from 'zod';
import type { KnownTalentEvent } from '../domain/known-talent/events';
import { day, departure, id, kind, period } from './fields';

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
    TalentBecameKnown: firstVersion('TalentBecameKnown', z.object(facts)),
    KnownTalentApproved: firstVersion(
      'KnownTalentApproved',
      z.object({ ...facts, accommodation: housing.exactOptional() }),
    ),
    KnownTalentActivated: firstVersion('KnownTalentActivated', z.object(ref)),
    KnownTalentSuspended: firstVersion('KnownTalentSuspended', z.object(ref)),
    KnownTalentReinstated: firstVersion('KnownTalentReinstated', z.object(ref)),
    KnownTalentLeft: firstVersion(
      'KnownTalentLeft',
      z.object({ ...ref, ...ending, openRequests: z.array(id) }),
    ),
    TalentRequestOpened: firstVersion(
      'TalentRequestOpened',
      z.object({ ...ref, requestId: id, endsWith: z.object(ending).exactOptional() }),
    ),
    TalentRequestClosed: firstVersion('TalentRequestClosed', z.object({ ...ref, requestId: id })),
  },
};
