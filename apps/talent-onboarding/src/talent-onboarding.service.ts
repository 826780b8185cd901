import { defineService, type Service } from '@talentloop/service-host';
import { sponsor } from './domain/sponsor/sponsor';
import { talent } from './domain/talent/talent';
import { consumes } from './integration/consumes';
import { publishes } from './integration/publishes';
import { draftExpiry } from './processes/draft-expiry/draft-expiry';
import { sponsors } from './projections/sponsors/sponsors';
import { talents } from './projections/talents/talents';
import { codecs } from './storage/codecs';

/** The onboarding of talents, whole: its streams, tables, reactions and contracts. */
export const talentOnboarding: Service = defineService({
  name: 'talent-onboarding',
  schema: 'talent_onboarding',
  categories: codecs,
  deciders: [talent, sponsor],
  readModels: [talents, sponsors],
  processes: [],
  deadlines: [draftExpiry],
  publishes,
  consumes,
  notHeardOf: ['talent-not-found'],
});
