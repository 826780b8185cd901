import { defineServiceModule } from '@talentloop/service-host';
import { ConsentsController } from './http/consents.controller';
import { CorrectionsController } from './http/corrections.controller';
import { DocumentsController } from './http/documents.controller';
import { ReferenceDataController } from './http/reference-data.controller';
import { sponsors } from './http/sponsor.resource';
import { SponsorsController } from './http/sponsors.controller';
import { TalentParts } from './http/talent-parts';
import { talents } from './http/talent.resource';
import { TalentsController } from './http/talents.controller';
import { talentOnboarding } from './talent-onboarding.service';

/** The service's definition, and its HTTP layer over a running service. */
export const TalentOnboardingModule = defineServiceModule({
  service: talentOnboarding,
  resources: [talents, sponsors],
  controllers: [
    TalentsController,
    DocumentsController,
    ConsentsController,
    CorrectionsController,
    SponsorsController,
    ReferenceDataController,
  ],
  providers: [TalentParts],
});
