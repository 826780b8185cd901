import { AtInstant, Choice, Id, Money, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { housingKinds, sides } from '../domain/values/housing';
import { ActionView } from './action.view.dto';
import { HousingHead } from './housing.view.dto';

export class UnitItem extends HousingHead {
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
