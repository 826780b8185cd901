import {
  talentActivated,
  talentApproved,
  talentDeparted,
  talentExpired,
  talentRefused,
  talentRegistered,
  talentReinstated,
  talentSuspended,
  talentWithdrawn,
} from '@talentloop/contracts/talent-onboarding';
import { from, partsOf, type RecordedEvent } from '@talentloop/event-sourcing';
import { publications, publish } from '@talentloop/integration-bus';
import type { Scope } from '../domain/talent/events';
import { talent } from '../domain/talent/talent';

/** Whose news it is: the person's id is in the stream's name, the rest the event carries. */
const about = ({ stream, data }: Pick<RecordedEvent, 'stream'> & { readonly data: Scope }) => ({
  talentId: partsOf(stream).id,
  centre: data.centre,
  client: data.client,
});

/** What the other services are told: ids and codes, nothing personal. */
export const publishes = publications([
  from(talent, {
    TalentRegistered: (event) => {
      const { preferredLanguage, origin, scheme, sponsorId, needs } = event.data;
      return [
        publish(talentRegistered, {
          ...about(event),
          language: preferredLanguage,
          origin,
          scheme,
          sponsorId,
          needs: [...needs],
        }),
      ];
    },
    TalentApproved: (event) => {
      const { needs, accommodation } = event.data;
      return [publish(talentApproved, { ...about(event), needs: [...needs], accommodation })];
    },
    TalentRefused: (event) => [publish(talentRefused, about(event))],
    TalentActivated: (event) => [publish(talentActivated, about(event))],
    TalentSuspended: (event) => [publish(talentSuspended, about(event))],
    TalentReinstated: (event) => [publish(talentReinstated, about(event))],
    TalentDeparted: (event) => [publish(talentDeparted, { ...about(event), on: event.data.on })],
    ApplicationWithdrawn: (event) => [publish(talentWithdrawn, about(event))],
    TalentExpired: (event) => [publish(talentExpired, about(event))],
  }),
]);
