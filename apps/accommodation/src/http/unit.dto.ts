import { Choice, Id, ListQuery, Money, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { type HousingKind, housingKinds } from '../domain/values/housing';
import { TURNAROUND_DAYS_MAX } from '../domain/values/occupied-nights';
import { IsAfter } from './nights';

export class RegisterUnitRequest {
  @Text({ max: 100 }) readonly label!: string;
  @Whole({ max: 20, description: '0 is a studio.' }) readonly bedrooms!: number;
  @Whole({ min: 1, max: 50 }) readonly sleeps!: number;
  @Text({ max: 100, list: { max: 50 }, optional: true }) readonly features?: string[];
  @Nested(() => Money) readonly nightlyRate!: Money;
  @Whole({
    max: TURNAROUND_DAYS_MAX,
    optional: true,
    description: "Days that it rests after a departure; its property's by default.",
  })
  readonly turnaroundDays?: number;
}

export class UnitsQuery extends ListQuery {
  @Id({ optional: true }) readonly propertyId?: string;
  @Choice(housingKinds, { optional: true }) readonly kind?: HousingKind;
}

export class OutOfServiceRequest {
  @OnDay() readonly from!: string;
  @OnDay({ description: 'The first day on which it can be lived in again.' })
  @IsAfter('from')
  readonly to!: string;
  @Text() readonly reason!: string;
}
