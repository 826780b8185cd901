import type { Service } from '@talentloop/service-host';
import type { RefusalProblems } from '@talentloop/http';
import { accommodation } from '../../../apps/accommodation/src/accommodation.service';
import { problems as accommodationProblems } from '../../../apps/accommodation/src/http/problems';
import { problems as serviceCentreProblems } from '../../../apps/service-centre/src/http/problems';
import { serviceCentre } from '../../../apps/service-centre/src/service-centre.service';
import { problems as talentOnboardingProblems } from '../../../apps/talent-onboarding/src/http/problems';
import { talentOnboarding } from '../../../apps/talent-onboarding/src/talent-onboarding.service';

/** The definitions of all services of the product. */
export const services: readonly Service[] = [talentOnboarding, serviceCentre, accommodation];

const problems: Readonly<Record<string, RefusalProblems>> = {
  [talentOnboarding.name]: talentOnboardingProblems,
  [serviceCentre.name]: serviceCentreProblems,
  [accommodation.name]: accommodationProblems,
};

/** The HTTP problems for the refusals of a service. */
export const problemsOf = (service: string): RefusalProblems => problems[service] ?? {};
