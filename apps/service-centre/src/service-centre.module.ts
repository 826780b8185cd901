import { defineServiceModule } from '@talentloop/service-host';
import { OpenNumberedCase } from './application/open-numbered-case';
import { cases } from './http/case.resource';
import { caseRegisterProblems } from './http/case-register.problems';
import { CasesController } from './http/cases.controller';
import { knownTalentProblems } from './http/known-talent.problems';
import { ReferenceController } from './http/reference.controller';
import { WorklistController } from './http/worklist.controller';
import { serviceCentre } from './service-centre.service';

/** The service's definition, and its HTTP layer over a running service. */
export const ServiceCentreModule = defineServiceModule({
  service: serviceCentre,
  problems: { ...caseRegisterProblems, ...knownTalentProblems },
  resources: [cases],
  controllers: [CasesController, WorklistController, ReferenceController],
  providers: [OpenNumberedCase],
});
