import { AtInstant, Choice, Id, Nested, Text, Whole } from '@talentloop/http';
import { housingKinds } from '../domain/values/housing';

export class WaitingItem {
  @Id() readonly requestId!: string;
  @Whole({ min: 1 }) readonly position!: number;
  @Whole() readonly points!: number;
  @Choice(housingKinds) readonly kind!: string;
  @AtInstant() readonly waitingSince!: string;
  @Text({ list: true }) readonly because!: readonly string[];
}

export class WaitingListView {
  @Nested(() => WaitingItem, { list: true }) readonly items!: WaitingItem[];
}
