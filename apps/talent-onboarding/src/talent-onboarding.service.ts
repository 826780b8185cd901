import { sponsor } from './domain/sponsor/sponsor';
import { talent } from './domain/talent/talent';
import { consumes } from './integration/consumes';
import { publishes } from './integration/publishes';
import { draftExpiry } from './processes/draft-expiry/draft-expiry';
import { sponsors } from './projections/sponsors/sponsors';
import { talents } from './projections/talents/talents';
import { codecs } from './storage/codecs';

/** Everything this service is made of, for the runtime that runs it. */
export const talentOnboarding = {
  name: 'talent-onboarding',
  schema: 'talent_onboarding',
  categories: codecs,
  deciders: [talent, sponsor],
  readModels: [talents, sponsors],
  processes: [],
  deadlines: [draftExpiry],
  publishes,
  consumes,
} as const;
