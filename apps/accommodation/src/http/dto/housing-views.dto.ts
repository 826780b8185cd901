import { AtInstant, Choice, Id, Money, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { housingKinds, sides } from '../../domain/values/housing';

export class ActionView {
  @Text() readonly action!: string;
  @Text() readonly href!: string;
}

class Resource {
  @Id() readonly id!: string;
  @Text() readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
}

export class PropertyItem extends Resource {
  @Text() readonly name!: string;
  @Choice(housingKinds) readonly kind!: string;
  @Choice(sides) readonly side!: string;
  @Text() readonly address!: string;
  @Whole() readonly turnaroundDays!: number;
  @Whole({ optional: true, description: 'How many units it has.' }) readonly units?: number;
}

export class PropertyView extends PropertyItem {
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class PropertyPage {
  @Nested(() => PropertyItem, { list: true }) readonly items!: PropertyItem[];
  @Text({ optional: true }) readonly nextCursor?: string;
}

export class UnitItem extends Resource {
  @Id() readonly propertyId!: string;
  @Choice(housingKinds) readonly kind!: string;
  @Choice(sides) readonly side!: string;
  @Text() readonly label!: string;
  @Whole() readonly bedrooms!: number;
  @Whole() readonly sleeps!: number;
  @Text({ list: true }) readonly features!: readonly string[];
  @Nested(() => Money) readonly nightlyRate!: Money;
  @Whole() readonly turnaroundDays!: number;
}

export class CalendarEntryView {
  @Choice(['hold', 'booking', 'out-of-service']) readonly entry!: string;
  @Id() readonly id!: string;
  @OnDay() readonly from!: string;
  @OnDay() readonly to!: string;
  @Id({ optional: true }) readonly requestId?: string;
  @AtInstant({ optional: true }) readonly expiresAt?: string;
  @OnDay({ optional: true }) readonly arrivedOn?: string;
  @OnDay({ optional: true }) readonly departedOn?: string;
}

export class UnitView extends UnitItem {
  @Nested(() => CalendarEntryView, {
    list: true,
    optional: true,
    description: 'What binds the unit; for staff and auditors.',
  })
  readonly calendar?: CalendarEntryView[];
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class UnitPage {
  @Nested(() => UnitItem, { list: true }) readonly items!: UnitItem[];
  @Text({ optional: true }) readonly nextCursor?: string;
}

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
