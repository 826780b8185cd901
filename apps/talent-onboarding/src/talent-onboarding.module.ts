import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type RunningService, serviceProviders } from '@talentloop/service-host';
import { ExecuteSponsorCommandHandler } from './application/execute-sponsor-command';
import { ExecuteTalentCommandHandler } from './application/execute-talent-command';
import { audited } from './http/audited';
import { changes } from './http/changes';
import { ConsentsController } from './http/consents.controller';
import { CorrectionsController } from './http/corrections.controller';
import { DocumentsController } from './http/documents.controller';
import { problems } from './http/problems';
import { ReferenceDataController } from './http/reference-data.controller';
import { Sponsors } from './http/sponsors';
import { SponsorsController } from './http/sponsors.controller';
import { TalentProgressController } from './http/talent-progress.controller';
import { Talents } from './http/talents';
import { TalentsController } from './http/talents.controller';
import { talentOnboarding } from './talent-onboarding.service';

/** The service's definition, and its HTTP layer over a running service. */
@Module({})
export class TalentOnboardingModule {
  static readonly service = talentOnboarding;
  /** What auditors read of it. */
  static readonly audited = audited;
  /** What callers may follow of it. */
  static readonly changes = changes;

  static forRoot(running: RunningService): DynamicModule {
    return {
      module: TalentOnboardingModule,
      imports: [CqrsModule],
      controllers: [
        TalentsController,
        TalentProgressController,
        DocumentsController,
        ConsentsController,
        CorrectionsController,
        SponsorsController,
        ReferenceDataController,
      ],
      providers: [
        ...serviceProviders(running, problems),
        ExecuteTalentCommandHandler,
        ExecuteSponsorCommandHandler,
        Talents,
        Sponsors,
      ],
    };
  }
}
