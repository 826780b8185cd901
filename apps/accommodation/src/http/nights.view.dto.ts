import { Choice, Id, Money, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { housingKinds, sides } from '../domain/values/housing';

export class AvailableUnit {
  @Id() readonly unitId!: string;
  @Id() readonly propertyId!: string;
  @Choice(housingKinds) readonly kind!: string;
  @Choice(sides) readonly side!: string;
  @Text() readonly label!: string;
  @Whole() readonly bedrooms!: number;
  @Whole() readonly sleeps!: number;
  @Text({ list: true }) readonly features!: readonly string[];
  @Nested(() => Money) readonly nightlyRate!: Money;
}

export class AvailabilityView {
  @Nested(() => AvailableUnit, { list: true }) readonly items!: AvailableUnit[];
}

export class NightView {
  @OnDay() readonly date!: string;
  @Whole() readonly units!: number;
  @Whole() readonly held!: number;
  @Whole() readonly booked!: number;
  @Whole() readonly outOfService!: number;
  @Whole({ description: 'Units that rest after a departure.' }) readonly turnaround!: number;
  @Whole() readonly free!: number;
}

export class OccupancyView {
  @Nested(() => NightView, { list: true }) readonly nights!: NightView[];
}
