import { caseRegister } from '../../../../apps/service-centre/src/domain/case-register/case-register';
import { caseRegisterExemplars } from '../../../../apps/service-centre/src/domain/case-register/exemplars';
import { knownTalentExemplars } from '../../../../apps/service-centre/src/domain/known-talent/exemplars';
import { knownTalent } from '../../../../apps/service-centre/src/domain/known-talent/known-talent';
import { caseExemplars } from '../../../../apps/service-centre/src/domain/service-case/exemplars';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import { exploreExemplars } from '../explore';

export const serviceCentreExplored = () => [
  exploreExemplars(serviceCase, caseExemplars),
  exploreExemplars(caseRegister, caseRegisterExemplars),
  exploreExemplars(knownTalent, knownTalentExemplars),
];
