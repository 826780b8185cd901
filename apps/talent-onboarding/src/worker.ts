import { runService } from '@talentloop/service-host';
import { TalentOnboardingModule } from './talent-onboarding.module';

void runService(TalentOnboardingModule, 'worker');
