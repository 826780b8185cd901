import { Choice, Country, Email, Id, Nested, OnDay, Phone, Text } from '@talentloop/http';
import { type Language, languages } from '@talentloop/locale';
import { centres } from '../../domain/values/centres';
import { type Need, needs } from '../../domain/values/details';
import { type Origin, origins } from '../../domain/values/origins';
import { type SchemeCode, schemeCodes } from '../../domain/values/schemes';
import { AccommodationWishBody, HouseholdMemberBody, PersonNameBody } from './details.dto';

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
