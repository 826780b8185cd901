import {
  AtInstant,
  Choice,
  Flag,
  Id,
  ListQuery,
  Money,
  Nested,
  OnDay,
  Text,
  Whole,
} from '@talentloop/http';
import { startOfLocalDay } from '@talentloop/locale';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { type RefusalCode, refusalCodes } from '../domain/accommodation-request/commands';
import { type HousingKind, housingKinds, type Side, sides } from '../domain/values/housing';
import { IsAfter, isCalendarDay } from './nights';

export const requestStatuses = [
  'draft',
  'submitted',
  'eligibility-check',
  'information-requested',
  'assessed',
  'waitlisted',
  'offered',
  'accepted',
  'booked',
  'checked-in',
  'departed',
  'withdrawn',
  'refused',
  'no-show',
  'cancelled',
] as const;

export class PreferencesRequest {
  @Text({ max: 100, list: { max: 50 }, optional: true, description: 'Nice to have.' })
  readonly features?: string[];
  @Text({
    max: 100,
    list: { max: 50 },
    optional: true,
    description: 'Features that a unit must have.',
  })
  readonly accessibility?: string[];
  @Choice(sides, { optional: true }) readonly side?: Side;
  @Text({ optional: true }) readonly note?: string;
}

/** A text alone is a note, and a list alone is what would be nice to have. */
const asPreferences = ({ value }: { readonly value: unknown }): unknown => {
  if (typeof value === 'string') return Object.assign(new PreferencesRequest(), { note: value });
  if (Array.isArray(value)) return Object.assign(new PreferencesRequest(), { features: value });
  return value;
};

export class AccommodationRequestRequest {
  @Id() readonly talentId!: string;
  @Choice(housingKinds) readonly kind!: HousingKind;
  @OnDay() readonly from!: string;
  @OnDay({ description: 'The day of departure: the last night is the one before.' })
  @IsAfter('from')
  readonly to!: string;
  @Whole({ min: 1, max: 50 }) readonly guests!: number;
  @Nested(() => PreferencesRequest, {
    optional: true,
    description: 'A text alone is a note, a list of texts alone are features.',
  })
  @Transform(asPreferences)
  readonly preferences?: PreferencesRequest;
  @Nested(() => Money, { optional: true, description: 'The most for one night.' })
  readonly budget?: Money;
}

export class RequestsQuery extends ListQuery {
  @Choice(requestStatuses, { optional: true }) readonly status?: string;
  @Id({ optional: true }) readonly talentId?: string;
  @Choice(housingKinds, { optional: true }) readonly kind?: HousingKind;
  @Text({ max: 100, optional: true }) readonly centre?: string;
}

export class ReasonRequest {
  @Text() readonly reason!: string;
}

export class AssessRequest extends ReasonRequest {
  @Flag({ description: 'True; who is not eligible is refused by `refuse`.' })
  @IsIn([true])
  readonly eligible!: true;
}

export class RefuseRequestRequest extends ReasonRequest {
  @Choice(refusalCodes) readonly code!: RefusalCode;
}

export class InformationRequest {
  @Text({ max: 200, list: { min: 1, max: 50 } }) readonly items!: string[];
  @Text() readonly message!: string;
}

export class InformationAnswer {
  @Text({ max: 200, list: { max: 50 }, optional: true }) readonly items?: string[];
  @Text({ optional: true }) readonly message?: string;
}

const OFFER_HOURS_MAX = 720;

export class OfferRequest {
  @Id() readonly unitId!: string;
  @Whole({ min: 1, max: OFFER_HOURS_MAX, optional: true, description: '48 by default.' })
  readonly expiresInHours?: number;
}

/** A day alone means its beginning in UTC+8; a day that the calendar lacks stays as it is. */
const fromDay = ({ value }: { readonly value: unknown }): unknown =>
  isCalendarDay(value) ? startOfLocalDay(value) : value;

export class MomentRequest {
  @AtInstant({ description: 'An instant, or a day in UTC+8, which means its beginning.' })
  @Transform(fromDay)
  readonly at!: string;
}

export class UntilRequest {
  @OnDay({ description: 'The new day of departure.' }) readonly to!: string;
}

export class TransferStayRequest {
  @Id() readonly unitId!: string;
  @OnDay({ description: 'The first night in the other unit.' }) readonly on!: string;
}
