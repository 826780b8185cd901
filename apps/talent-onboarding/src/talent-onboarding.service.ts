import { aggregate } from '@talentloop/event-sourcing';
import { defineService, type Service } from '@talentloop/service-host';
import { sponsorExemplars } from './domain/sponsor/exemplars';
import { sponsor } from './domain/sponsor/sponsor';
import { talentExemplars } from './domain/talent/exemplars';
import { talent } from './domain/talent/talent';
import { consumes } from './integration/consumes';
import { publishes } from './integration/publishes';
import { draftExpiry } from './processes/draft-expiry/draft-expiry';
import { sponsors } from './projections/sponsors/sponsors';
import { talents } from './projections/talents/talents';
import { sponsorCodec } from './storage/sponsor.codec';
import { talentCodec } from './storage/talent.codec';

/** The onboarding of talents, whole: its streams, tables, reactions and contracts. */
export const talentOnboarding: Service = defineService({
  name: 'talent-onboarding',
  schema: 'talent_onboarding',
  aggregates: [
    aggregate(talent, talentCodec, talentExemplars),
    aggregate(sponsor, sponsorCodec, sponsorExemplars),
  ],
  readModels: [talents, sponsors],
  processes: [],
  deadlines: [draftExpiry],
  publishes,
  consumes,
  retriedRefusals: ['talent-not-found'],
});
