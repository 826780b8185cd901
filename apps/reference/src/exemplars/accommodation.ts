import { accommodationRequest } from '../../../accommodation/src/domain/accommodation-request/accommodation-request';
import { requestExemplars } from '../../../accommodation/src/domain/accommodation-request/exemplars';
import { knownTalentExemplars } from '../../../accommodation/src/domain/known-talent/exemplars';
import { knownTalent } from '../../../accommodation/src/domain/known-talent/known-talent';
import { propertyExemplars } from '../../../accommodation/src/domain/property/exemplars';
import { property } from '../../../accommodation/src/domain/property/property';
import { unitExemplars } from '../../../accommodation/src/domain/unit/exemplars';
import { unit } from '../../../accommodation/src/domain/unit/unit';
import { exploreExemplars } from '@talentloop/reference';

export const accommodationExplored = () => [
  exploreExemplars(property, propertyExemplars),
  exploreExemplars(unit, unitExemplars),
  exploreExemplars(accommodationRequest, requestExemplars),
  exploreExemplars(knownTalent, knownTalentExemplars),
];
