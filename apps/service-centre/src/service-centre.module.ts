import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type RunningService, serviceProviders } from '@talentloop/service-host';
import { ExecuteCaseCommandHandler } from './application/execute-case-command';
import { OpenNumberedCaseHandler } from './application/open-numbered-case';
import { auditedCases } from './http/audited-cases';
import { changes } from './http/changes';
import { CaseCommands } from './http/case-commands';
import { CaseConversationController } from './http/case-conversation.controller';
import { CaseFinder } from './http/case-finder';
import { CaseMovesController } from './http/case-moves.controller';
import { CaseWorkController } from './http/case-work.controller';
import { CasesController } from './http/cases.controller';
import { problems } from './http/problems';
import { ReferenceController } from './http/reference.controller';
import { WorklistController } from './http/worklist.controller';
import { serviceCentre } from './service-centre.service';

/** The service centre over HTTP. */
@Module({})
export class ServiceCentreModule {
  static readonly problems = problems;
  static readonly service = serviceCentre;
  /** What auditors read of it. */
  static readonly audited = [auditedCases];
  /** What callers may follow of it. */
  static readonly changes = changes;

  static forRoot(running: RunningService): DynamicModule {
    return {
      module: ServiceCentreModule,
      imports: [CqrsModule],
      controllers: [
        CasesController,
        CaseWorkController,
        CaseMovesController,
        CaseConversationController,
        WorklistController,
        ReferenceController,
      ],
      providers: [
        ...serviceProviders(running, problems),
        ExecuteCaseCommandHandler,
        OpenNumberedCaseHandler,
        CaseFinder,
        CaseCommands,
      ],
    };
  }
}
