import { derivedId, from, give, process, type ProcessCommand } from '@talentloop/event-sourcing';
import { accommodationRequest } from '../../domain/accommodation-request/accommodation-request';
import type { Ending } from '../../domain/known-talent/events';
import { knownTalent } from '../../domain/known-talent/known-talent';

const ended = (requestId: string, { on, because }: Ending): ProcessCommand =>
  give(accommodationRequest, requestId, { type: 'EndForTalent', data: { on, because } });

/** What follows for requests from what we hear of their talents. */
export const followTalents = process('follow-talents', [
  from(knownTalent, {
    // A talent who needs a home has asked for it by being approved: requested, and submitted.
    KnownTalentApproved: ({ id, data: approved }) => {
      const { accommodation, talentId, centre, client, origin, scheme, sponsorId } = approved;
      if (!accommodation) return [];
      const requestId = derivedId(id, 'accommodation request');
      const talent = {
        origin,
        ...(scheme !== undefined && { scheme }),
        sponsored: sponsorId !== undefined,
      };
      const data = {
        requestId,
        talentId,
        centre,
        ...(client !== undefined && { client }),
        ...accommodation,
        talent,
        talentHasLeft: false,
      };
      return [
        give(accommodationRequest, requestId, { type: 'RequestAccommodation', data }),
        give(accommodationRequest, requestId, { type: 'SubmitRequest', data: {} }),
      ];
    },
    KnownTalentLeft: ({ data }) => data.openRequests.map((requestId) => ended(requestId, data)),
    TalentRequestOpened: ({ data: { requestId, endsWith } }) =>
      endsWith ? [ended(requestId, endsWith)] : [],
  }),
]);
