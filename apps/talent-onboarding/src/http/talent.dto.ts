import {
  AtInstant,
  Choice,
  Country,
  Email,
  Id,
  ListQuery,
  Nested,
  OnDay,
  Phone,
  Text,
  Whole,
} from '@talentloop/http';
import { type Language, languages } from '@talentloop/locale';
import { type RefusalCode, refusalCodes } from '../domain/talent/commands';
import { talentStatuses } from '../domain/talent/state';
import { centres } from '../domain/values/centres';
import {
  type HousingKind,
  housingKinds,
  type Need,
  needs,
  type Relation,
  relations,
} from '../domain/values/details';
import {
  type DocumentKind,
  documentKinds,
} from '../domain/values/identity-documents/document-check';
import { type Origin, origins } from '../domain/values/origins';
import { type SchemeCode, schemeCodes } from '../domain/values/schemes';

/** A code of ours, in lower case: `onboarding`. */
const CODE = /^[a-z0-9][a-z0-9-]*$/;

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

export class RegisterTalentBody {
  @Text({ max: 200, optional: true, description: "The portal's own name for the person." })
  readonly reference?: string;
  @Choice(centres) readonly centre!: string;
  @Nested(() => PersonNameBody) readonly name!: PersonNameBody;
  @OnDay() readonly birthDate!: string;
  @Country() readonly nationality!: string;
  @Choice(origins) readonly origin!: Origin;
  @Email() readonly email!: string;
  @Phone({ optional: true }) readonly phone?: string;
  @Choice(languages) readonly preferredLanguage!: Language;
  @Choice(schemeCodes, { optional: true }) readonly scheme?: SchemeCode;
  @Id({ optional: true }) readonly sponsorId?: string;
  @Nested(() => HouseholdMemberBody, { optional: true, list: { max: 20 } })
  readonly household?: HouseholdMemberBody[];
  @Choice(needs, { optional: true, list: true }) readonly needs?: Need[];
  @Nested(() => AccommodationWishBody, { optional: true })
  readonly accommodation?: AccommodationWishBody;
}

export class ReasonBody {
  @Text() readonly reason!: string;
}

export class DocumentBody {
  @Choice(documentKinds) readonly kind!: DocumentKind;
  @Text({ max: 100, description: 'As typed; it is kept so.' }) readonly number!: string;
  @Text({ max: 10, optional: true }) readonly checkDigit?: string;
  @OnDay({ optional: true }) readonly expiresOn?: string;
}

export class ConsentBody {
  @Text({ max: 64, pattern: CODE }) readonly purpose!: string;
  @Text({ max: 64, pattern: CODE }) readonly recipient!: string;
  @Choice(['HK', 'CN']) readonly jurisdiction!: 'HK' | 'CN';
  @Text({ max: 20 }) readonly textVersion!: string;
  @Choice(languages) readonly language!: Language;
}

export class RequestInformationBody {
  @Text({ list: true }) readonly items!: string[];
  @Text() readonly message!: string;
}

export class ProvideInformationBody {
  @Text({ list: true, optional: true }) readonly items?: string[];
  @Text({ optional: true }) readonly message?: string;
}

export class RefuseBody {
  @Choice(refusalCodes) readonly code!: RefusalCode;
  @Text() readonly reason!: string;
}

export class DepartBody {
  @OnDay() readonly on!: string;
}

export class CorrectionBody {
  @Nested(() => DetailsBody) readonly changes!: DetailsBody;
  @AtInstant({ optional: true, description: 'Since when it was so.' })
  readonly effectiveAt?: string;
  @Text() readonly reason!: string;
}

export class TalentsQuery extends ListQuery {
  @Choice(talentStatuses, { optional: true }) readonly status?: string;
  @Text({ optional: true, max: 200, description: 'Part of a name, in any script.' })
  readonly q?: string;
  @Choice(centres, { optional: true }) readonly centre?: string;
  @Text({ optional: true, max: 200 }) readonly reference?: string;
  @Id({ optional: true, list: { max: 200 }, description: 'Separated by commas.' })
  readonly ids?: string[];
}
