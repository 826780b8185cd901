import { Choice, ListQuery, Text, Whole } from '@talentloop/http';
import { type HousingKind, housingKinds, type Side, sides } from '../domain/values/housing';
import { TURNAROUND_DAYS_MAX } from '../domain/values/occupied-nights';

export class RegisterPropertyRequest {
  @Text({ max: 200 }) readonly name!: string;
  @Choice(housingKinds) readonly kind!: HousingKind;
  @Choice(sides) readonly side!: Side;
  @Text({ max: 1_000 }) readonly address!: string;
  @Whole({
    max: TURNAROUND_DAYS_MAX,
    optional: true,
    description: 'Days that a unit rests after a departure; 0 by default.',
  })
  readonly turnaroundDays?: number;
}

export class PropertiesQuery extends ListQuery {
  @Choice(housingKinds, { optional: true }) readonly kind?: HousingKind;
  @Choice(sides, { optional: true }) readonly side?: Side;
}
