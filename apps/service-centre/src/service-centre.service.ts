import { aggregate } from '@talentloop/event-sourcing';
import { defineService, type Service } from '@talentloop/service-host';
import { caseRegister } from './domain/case-register/case-register';
import { caseRegisterExemplars } from './domain/case-register/exemplars';
import { knownTalentExemplars } from './domain/known-talent/exemplars';
import { knownTalent } from './domain/known-talent/known-talent';
import { caseExemplars } from './domain/service-case/exemplars';
import { serviceCase } from './domain/service-case/service-case';
import { consumes } from './integration/consumes';
import { publishes } from './integration/publishes';
import { followCases } from './processes/follow-cases/follow-cases';
import { followTalents } from './processes/follow-talents/follow-talents';
import { openNumberedCases } from './processes/open-numbered-cases/open-numbered-cases';
import { passOnHousingNews } from './processes/pass-on-housing-news/pass-on-housing-news';
import { cases } from './projections/cases/cases';
import { worklist } from './projections/worklist/worklist';
import { caseCodec } from './storage/case.codec';
import { caseRegisterCodec } from './storage/case-register.codec';
import { knownTalentCodec } from './storage/known-talent.codec';

/** The service centre, whole: its streams, tables, reactions and contracts. */
export const serviceCentre: Service = defineService({
  name: 'service-centre',
  schema: 'service_centre',
  aggregates: [
    aggregate(serviceCase, caseCodec, caseExemplars),
    aggregate(caseRegister, caseRegisterCodec, caseRegisterExemplars),
    aggregate(knownTalent, knownTalentCodec, knownTalentExemplars),
  ],
  readModels: [cases, worklist],
  processes: [openNumberedCases, followTalents, followCases, passOnHousingNews],
  deadlines: [],
  publishes,
  consumes,
  retriedRefusals: ['talent-not-known'],
});
