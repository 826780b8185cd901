import { AtInstant, Choice, Flag, Id, Money, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { housingKinds } from '../domain/values/housing';
import { ActionView } from './action.view.dto';
import { PreferencesRequest, requestStatuses } from './accommodation-request.dto';

export class OfferView {
  @Id() readonly unitId!: string;
  @AtInstant() readonly expiresAt!: string;
}

export class BookingView {
  @Id() readonly unitId!: string;
  @OnDay() readonly from!: string;
  @OnDay() readonly to!: string;
}

export class InformationProvidedView {
  @Text({ list: true, optional: true }) readonly items?: string[];
  @Text({ optional: true }) readonly message?: string;
}

/** Every scalar field of a request: what an item of a list carries. */
export class RequestItem {
  @Id() readonly id!: string;
  @Choice(requestStatuses) readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
  @Id() readonly talentId!: string;
  @Text() readonly centre!: string;
  @Text({ optional: true }) readonly client?: string | null;
  @Choice(housingKinds) readonly kind!: string;
  @OnDay() readonly from!: string;
  @OnDay() readonly to!: string;
  @Whole() readonly guests!: number;
  @Text({ optional: true }) readonly refusalCode?: string | null;
  @AtInstant({ optional: true }) readonly arrivedAt?: string | null;
  @AtInstant({ optional: true }) readonly departedAt?: string | null;
  @Nested(() => OfferView, { optional: true }) readonly offer?: OfferView | null;
  @Nested(() => BookingView, { optional: true }) readonly booking?: BookingView | null;
}

export class RequestPage {
  @Nested(() => RequestItem, { list: true }) readonly items!: RequestItem[];
  @Text({ optional: true }) readonly nextCursor?: string;
}

export class PointsView {
  @Text() readonly rule!: string;
  @Whole() readonly points!: number;
  @Text() readonly because!: string;
}

export class AssessmentView {
  @Flag() readonly eligible!: boolean;
  @Whole() readonly points!: number;
  @Nested(() => PointsView, { list: true }) readonly explanation!: PointsView[];
  @Text({ optional: true }) readonly reason?: string;
  @Text({ optional: true, description: "The points policy's version." }) readonly policy?: string;
}

export class InformationView {
  @Text({ list: true }) readonly items!: string[];
  @Text() readonly message!: string;
}

export class RequestView extends RequestItem {
  @Nested(() => PreferencesRequest, { optional: true }) readonly preferences?: PreferencesRequest;
  @Nested(() => Money, { optional: true }) readonly budget?: Money;
  @Nested(() => AssessmentView, { optional: true }) readonly assessment?: AssessmentView;
  @Nested(() => InformationView, { optional: true })
  readonly informationRequest?: InformationView;
  @Nested(() => InformationProvidedView, { optional: true })
  readonly informationProvided?: InformationProvidedView;
  @Nested(() => BookingView, { list: true, optional: true, description: 'The stay, unit by unit.' })
  readonly legs?: BookingView[];
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}
