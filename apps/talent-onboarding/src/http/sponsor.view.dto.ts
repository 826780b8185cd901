import { AtInstant, Choice, Id, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { origins } from '../domain/values/origins';
import { schemeCodes } from '../domain/values/schemes';
import { ActionView } from './action.view.dto';

export class QuotaView {
  @Choice(schemeCodes) readonly scheme!: string;
  @Whole() readonly places!: number;
  @OnDay() readonly until!: string;
  @Whole({ description: 'How many of the places are taken.' }) readonly reserved!: number;
}

export class SponsorItemView {
  @Id() readonly id!: string;
  @Choice(['registered']) readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
  @Text() readonly name!: string;
  @Text() readonly sector!: string;
  @Choice(origins) readonly origin!: string;
  @Nested(() => QuotaView, { list: true }) readonly quotas!: QuotaView[];
}

export class SponsorView extends SponsorItemView {
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class SponsorsView {
  @Nested(() => SponsorItemView, { list: true }) readonly items!: SponsorItemView[];
  @Text({ optional: true }) readonly nextCursor?: string;
}
