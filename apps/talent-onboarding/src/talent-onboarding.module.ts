import { defineServiceModule } from '@talentloop/service-host';
import { ExecuteTalentCommandHandler } from './application/execute-talent-command';
import { audited } from './http/audited';
import { changes } from './http/changes';
import { ConsentsController } from './http/consents.controller';
import { CorrectionsController } from './http/corrections.controller';
import { DocumentsController } from './http/documents.controller';
import { problems } from './http/problems';
import { ReferenceDataController } from './http/reference-data.controller';
import { sponsors } from './http/sponsor.resource';
import { SponsorsController } from './http/sponsors.controller';
import { TalentProgressController } from './http/talent-progress.controller';
import { Talents } from './http/talents';
import { TalentsController } from './http/talents.controller';
import { talentOnboarding } from './talent-onboarding.service';

/** The service's definition, and its HTTP layer over a running service. */
export const TalentOnboardingModule = defineServiceModule({
  service: talentOnboarding,
  problems,
  resources: [sponsors],
  controllers: [
    TalentsController,
    TalentProgressController,
    DocumentsController,
    ConsentsController,
    CorrectionsController,
    SponsorsController,
    ReferenceDataController,
  ],
  providers: [ExecuteTalentCommandHandler, Talents],
  audited,
  changes,
});
