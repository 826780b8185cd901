import { derivedId, type Process, type ProcessCommand } from '@talentloop/event-sourcing';
import type { RequestCommand } from '../../domain/accommodation-request/commands';
import type {
  Ending,
  KnownTalentEvent,
  KnownTalentEventOf,
} from '../../domain/known-talent/events';

const onRequest = (id: string, command: RequestCommand): ProcessCommand => ({
  category: 'accommodationRequest',
  id,
  command,
});

const ended = (requestId: string, { on, because }: Ending): ProcessCommand =>
  onRequest(requestId, { type: 'EndForTalent', data: { on, because } });

/** A talent who needs a home has asked for it by being approved: requested, and submitted. */
const requested = (
  requestId: string,
  approved: KnownTalentEventOf<'KnownTalentApproved'>['data'],
) => {
  const { accommodation, talentId, centre, client, origin, scheme, sponsorId } = approved;
  if (!accommodation) return [];
  const data = {
    requestId,
    talentId,
    centre,
    ...(client === undefined ? {} : { client }),
    ...accommodation,
    talent: {
      origin,
      ...(scheme === undefined ? {} : { scheme }),
      sponsored: sponsorId !== undefined,
    },
    talentHasLeft: false,
  };
  return [
    onRequest(requestId, { type: 'RequestAccommodation', data }),
    onRequest(requestId, { type: 'SubmitRequest', data: {} }),
  ];
};

/** What follows for requests from what we hear of their talents. */
export const followTalents: Process<KnownTalentEvent> = {
  name: 'follow-talents',
  on: {
    KnownTalentApproved: ({ id, data }) => requested(derivedId(id, 'accommodation request'), data),
    KnownTalentLeft: ({ data }) => data.openRequests.map((requestId) => ended(requestId, data)),
    TalentRequestOpened: ({ data: { requestId, endsWith } }) =>
      endsWith ? [ended(requestId, endsWith)] : [],
  },
};
