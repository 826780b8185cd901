import {
  AtInstant,
  Choice,
  Id,
  ListQuery,
  Money,
  Nested,
  OnDay,
  Text,
  Whole,
} from '@talentloop/http';
import { type HousingKind, housingKinds, type Side, sides } from '../../domain/values/housing';
import { TURNAROUND_DAYS_MAX } from '../../domain/values/occupied-nights';

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
  @OnDay({ description: 'The first day on which it can be lived in again.' }) readonly to!: string;
  @Text() readonly reason!: string;
}

class NightsQuery {
  @OnDay() readonly from!: string;
  @OnDay({ description: 'The day of departure: the last night is the one before.' })
  readonly to!: string;
  @Choice(housingKinds, { optional: true }) readonly kind?: HousingKind;
}

export class AvailabilityQuery extends NightsQuery {
  @Whole({ min: 1, max: 50, optional: true }) readonly guests?: number;
  @Whole({ min: 1, max: 200, optional: true }) readonly limit?: number;
}

export class OccupancyQuery extends NightsQuery {
  @AtInstant({ optional: true, description: 'As it was known at that instant.' })
  readonly asOf?: string;
}
