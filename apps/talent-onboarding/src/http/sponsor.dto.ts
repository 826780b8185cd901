import { Choice, ListQuery, OnDay, Text, Whole } from '@talentloop/http';
import { type Origin, origins } from '../domain/values/origins';
import { type SchemeCode, schemeCodes } from '../domain/values/schemes';

export class RegisterSponsorBody {
  @Text({ max: 500 }) readonly name!: string;
  @Text({ max: 100 }) readonly sector!: string;
  @Choice(origins) readonly origin!: Origin;
}

export class QuotaBody {
  @Choice(schemeCodes) readonly scheme!: SchemeCode;
  @Whole({ max: 100_000 }) readonly places!: number;
  @OnDay() readonly until!: string;
}

export class SponsorsQuery extends ListQuery {
  @Text({ optional: true, max: 100 }) readonly sector?: string;
  @Choice(origins, { optional: true }) readonly origin?: Origin;
}
