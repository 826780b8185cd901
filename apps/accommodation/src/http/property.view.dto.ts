import { Choice, Nested, Text, Whole } from '@talentloop/http';
import { housingKinds, sides } from '../domain/values/housing';
import { ActionView } from './action.view.dto';
import { HousingHead } from './housing.view.dto';

export class PropertyItem extends HousingHead {
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
