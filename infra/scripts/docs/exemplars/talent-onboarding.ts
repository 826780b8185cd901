import { sponsorExemplars } from '../../../../apps/talent-onboarding/src/domain/sponsor/exemplars';
import { sponsor } from '../../../../apps/talent-onboarding/src/domain/sponsor/sponsor';
import { talentExemplars } from '../../../../apps/talent-onboarding/src/domain/talent/exemplars';
import { talent } from '../../../../apps/talent-onboarding/src/domain/talent/talent';
import { type Explored, exploreExemplars } from '../explore';

export const talentOnboardingExplored = (): readonly Explored[] => [
  exploreExemplars(talent, talentExemplars),
  exploreExemplars(sponsor, sponsorExemplars),
];
