import { accommodationRequest } from '../../../../apps/accommodation/src/domain/accommodation-request/accommodation-request';
import { requestExemplars } from '../../../../apps/accommodation/src/domain/accommodation-request/exemplars';
import { knownTalentExemplars } from '../../../../apps/accommodation/src/domain/known-talent/exemplars';
import { knownTalent } from '../../../../apps/accommodation/src/domain/known-talent/known-talent';
import { propertyExemplars } from '../../../../apps/accommodation/src/domain/property/exemplars';
import { property } from '../../../../apps/accommodation/src/domain/property/property';
import { unitExemplars } from '../../../../apps/accommodation/src/domain/unit/exemplars';
import { unit } from '../../../../apps/accommodation/src/domain/unit/unit';
import { exploreExemplars } from '../explore';

export const accommodationExplored = () => [
  exploreExemplars(property, propertyExemplars),
  exploreExemplars(unit, unitExemplars),
  exploreExemplars(accommodationRequest, requestExemplars),
  exploreExemplars(knownTalent, knownTalentExemplars),
];
