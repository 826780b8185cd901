import { sponsorExemplars } from '../../../talent-onboarding/src/domain/sponsor/exemplars';
import { sponsor } from '../../../talent-onboarding/src/domain/sponsor/sponsor';
import { talentExemplars } from '../../../talent-onboarding/src/domain/talent/exemplars';
import { talent } from '../../../talent-onboarding/src/domain/talent/talent';
import { type Explored, exploreExemplars } from '@talentloop/reference';

export const talentOnboardingExplored = (): readonly Explored[] => [
  exploreExemplars(talent, talentExemplars),
  exploreExemplars(sponsor, sponsorExemplars),
];
