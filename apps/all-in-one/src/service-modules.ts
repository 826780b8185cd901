import type { ServiceModule } from '@talentloop/service-host';
import { AccommodationModule } from '../../accommodation/src/accommodation.module';
import { ServiceCentreModule } from '../../service-centre/src/service-centre.module';
import { TalentOnboardingModule } from '../../talent-onboarding/src/talent-onboarding.module';

/** The module of every service in the catalogue, in its order. */
export const serviceModules: readonly ServiceModule[] = [
  TalentOnboardingModule,
  ServiceCentreModule,
  AccommodationModule,
];
