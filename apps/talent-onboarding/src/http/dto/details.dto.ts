import { Choice, Country, Email, Id, Nested, OnDay, Phone, Text, Whole } from '@talentloop/http';
import { type Language, languages } from '@talentloop/locale';
import {
  type HousingKind,
  housingKinds,
  type Need,
  needs,
  type Relation,
  relations,
} from '../../domain/values/details';
import { type Origin, origins } from '../../domain/values/origins';
import { type SchemeCode, schemeCodes } from '../../domain/values/schemes';

export class PersonNameBody {
  @Text({ max: 500, description: 'Romanised, or as the passport has it.' }) readonly full!: string;
  @Text({ max: 500, optional: true, description: "In the person's own script." })
  readonly native?: string;
}

export class HouseholdMemberBody {
  @Choice(relations) readonly relation!: Relation;
  @Text({ max: 500 }) readonly name!: string;
  @OnDay() readonly birthDate!: string;
}

export class AccommodationWishBody {
  @Choice(housingKinds) readonly kind!: HousingKind;
  @OnDay() readonly from!: string;
  @OnDay({ description: 'The day of departure.' }) readonly to!: string;
  @Whole({ min: 1, max: 20 }) readonly guests!: number;
}

/** Any part of the details. */
export class DetailsBody {
  @Nested(() => PersonNameBody, { optional: true }) readonly name?: PersonNameBody;
  @OnDay({ optional: true }) readonly birthDate?: string;
  @Country({ optional: true }) readonly nationality?: string;
  @Choice(origins, { optional: true }) readonly origin?: Origin;
  @Email({ optional: true }) readonly email?: string;
  @Phone({ optional: true }) readonly phone?: string;
  @Choice(languages, { optional: true }) readonly preferredLanguage?: Language;
  @Choice(schemeCodes, { optional: true }) readonly scheme?: SchemeCode;
  @Id({ optional: true }) readonly sponsorId?: string;
  @Nested(() => HouseholdMemberBody, { optional: true, list: { max: 20 } })
  readonly household?: HouseholdMemberBody[];
  @Choice(needs, { optional: true, list: true }) readonly needs?: Need[];
  @Nested(() => AccommodationWishBody, { optional: true })
  readonly accommodation?: AccommodationWishBody;
}
