import { accommodationExplored } from './exemplars/accommodation';
import { serviceCentreExplored } from './exemplars/service-centre';
import { talentOnboardingExplored } from './exemplars/talent-onboarding';
import type { Explored } from './explore';

/** What every decider of a service can do. */
export const exploredOf = (service: string): readonly Explored[] => {
  switch (service) {
    case 'talent-onboarding':
      return talentOnboardingExplored();
    case 'service-centre':
      return serviceCentreExplored();
    case 'accommodation':
      return accommodationExplored();
    default:
      throw new Error(`${service} has no exemplary commands in infra/scripts/docs/exemplars`);
  }
};
