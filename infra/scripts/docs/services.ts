import type { Service } from '@talentloop/service-host';
import type { RefusalProblems } from '@talentloop/http';
import { accommodation } from '../../../apps/accommodation/src/accommodation.service';
import { problems as accommodationProblems } from '../../../apps/accommodation/src/http/problems';
import { problems as serviceCentreProblems } from '../../../apps/service-centre/src/http/problems';
import { serviceCentre } from '../../../apps/service-centre/src/service-centre.service';
import { TalentOnboardingModule } from '../../../apps/talent-onboarding/src/talent-onboarding.module';
import { talentOnboarding } from '../../../apps/talent-onboarding/src/talent-onboarding.service';

/** Every service of the product, as its definition says. */
export const services: readonly Service[] = [talentOnboarding, serviceCentre, accommodation];

const problems: Readonly<Record<string, RefusalProblems>> = {
  [talentOnboarding.name]: TalentOnboardingModule.problems,
  [serviceCentre.name]: serviceCentreProblems,
  [accommodation.name]: accommodationProblems,
};

/** What a service says over HTTP to each of its refusals. */
export const problemsOf = (service: string): RefusalProblems => problems[service] ?? {};
