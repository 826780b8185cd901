import { AtInstant, Choice, OnDay, Whole } from '@talentloop/http';
import { type HousingKind, housingKinds } from '../domain/values/housing';
import { IsAfter } from './nights';

/** Nights that one question may ask about. */
const NIGHTS_ASKED_MAX = 400;

class NightsQuery {
  @OnDay() readonly from!: string;
  @OnDay({ description: 'The day of departure: the last night is the one before.' })
  @IsAfter('from', { nightsMax: NIGHTS_ASKED_MAX })
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
