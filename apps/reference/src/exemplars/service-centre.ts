import { caseRegister } from '../../../service-centre/src/domain/case-register/case-register';
import { caseRegisterExemplars } from '../../../service-centre/src/domain/case-register/exemplars';
import { knownTalentExemplars } from '../../../service-centre/src/domain/known-talent/exemplars';
import { knownTalent } from '../../../service-centre/src/domain/known-talent/known-talent';
import { caseExemplars } from '../../../service-centre/src/domain/service-case/exemplars';
import { serviceCase } from '../../../service-centre/src/domain/service-case/service-case';
import { exploreExemplars } from '@talentloop/reference';

export const serviceCentreExplored = () => [
  exploreExemplars(serviceCase, caseExemplars),
  exploreExemplars(caseRegister, caseRegisterExemplars),
  exploreExemplars(knownTalent, knownTalentExemplars),
];
